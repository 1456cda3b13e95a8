import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const renewals: Messages['renewals'] = {
  howTo: () =>
    rich`Qual, e ligar ou desligar? <code>/renovar p2 ligar</code> mantém fixada até alguém desafixar; <code>/renovar p2 desligar</code> deixa sair quando o prazo terminar. As fixadas: /fixados`,
  on: (pin) => rich`🔁 ${pin} fica até alguém desafixar; a renovação é automática.`,
  next: (time) => rich`Primeira renovação: ${time}.`,
  off: (pin, time) => rich`${pin} não é renovada: sai ${time}.`,
};

export const budget: Messages['budget'] = {
  putOffTitle: () => rich`⏳ <b>Adiado</b>`,
  pinLater: (message, time, why) => rich`fixar ${message}: ${time}, ${why}`,
  unpinLater: (message, time, why) => rich`desafixar ${message}: ${time}, ${why}`,
  postLater: (message, time, why) => rich`publicar ${message}: ${time}, ${why}`,
  wasPutOff: (time, why) => rich`Adiado para ${time}: ${why}.`,
  gap: (gap) => rich`uma mudança a cada ${gap}`,
  day: (changes) => rich`no máximo ${changes} ${changes === 1 ? 'mudança' : 'mudanças'} em 24 horas`,
};
