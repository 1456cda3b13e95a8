import type { RepairFailure } from '@pinwheel/pinning';
import { type Html, rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';
import { say } from '../words.js';
import { failures, refusals } from './refusals.js';

export const notices: Messages['notices'] = {
  taken_down: (_, { message, time, who }) => rich`⚠️ ${who} tirou ${message}, ${time}. Era para ficar.`,
  pushed_out: (_, { message, time }) =>
    rich`⚠️ ${message} saiu por causa de uma quarta mensagem fixada, ${time}. Era para ficar.`,
  repairs_spent: ({ repairs }, { message, time, who }) =>
    rich`⚠️ ${who} tirou ${message} de novo, ${time}. Hoje já fixei de novo ${repairs} ${repairs === 1 ? 'vez' : 'vezes'} nesta conversa e agora deixo como está.`,
  no_room: (_, { message, time, who }) =>
    rich`⚠️ ${message} não está fixada desde ${time} (${who}), e não há vaga livre para fixá-la de novo.`,
  not_repaired: ({ why }, { message, time, who }) =>
    rich`⚠️ ${who} tirou ${message}, ${time}, e não consegui fixá-la de novo. ${reason(why)}`,
  pinned_message_deleted: (_, { message, time }) =>
    rich`🗑 ${message} foi apagada para todos, ${time}, e não está mais fixada.`,
  rights_lost: (_, { obstacle, plans }) =>
    rich`⏸ ${obstacle} Em pausa: ${plans}. Continua sozinho quando pudermos fixar aqui de novo.`,
  rights_back: (_, { plans }) => rich`▶️ Podemos fixar aqui de novo. Continua: ${plans}.`,
};

const reason = (why: RepairFailure): Html => (isFailure(why) ? say(failures, why) : say(refusals, why));

const isFailure = (why: RepairFailure): why is Extract<RepairFailure, { kind: keyof typeof failures }> =>
  why.kind in failures;
