import type { CronFault, RefKind } from '@pinwheel/domain';
import type { Misread } from '../../grammar/misread.js';
import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';
import type { NamesFor } from '../words.js';

const things: NamesFor<RefKind> = {
  chat: 'uma conversa, como g1',
  message: 'uma mensagem, como m7',
  pin: 'uma mensagem fixada, como p2',
  schedule: 'um agendamento, como s12',
  rotation: 'um rodízio, como r1',
  audit: 'um item do histórico, como a104',
};

const cronFaults: NamesFor<CronFault> = {
  not_five_fields: 'precisa de cinco campos',
  minute: 'o minuto está errado',
  hour: 'a hora está errada',
  day: 'o dia do mês está errado',
  month: 'o mês está errado',
  weekday: 'o dia da semana está errado',
  never: 'nunca acontece',
};

const missing: NamesFor<Extract<Misread, { kind: 'missing' }>['what']> = {
  name: 'um nome, como em /rodizio criar avisos toda segunda 8h',
  every: 'a frequência, como em toda segunda 8h',
  rotation: 'qual rodízio, como r1',
  place: 'qual item, pelo número',
  terms: 'como ele deve ser, como peso 3, de 1/12 até 24/12, sempre, pelo menos 2 dias ou sem mínimo',
  words: 'o que procurar',
  pin: 'qual mensagem fixada, como em desafixar p2, ou desafixar tudo',
};

export const misreadings: Messages['misreadings'] = {
  not_understood: ({ word }) => rich`Não entendi “${word}”.`,
  no_time: ({ words }) => rich`“${words}” não tem hora. Assim: ${words} 9h`,
  past: ({ words }) => rich`“${words}” já passou.`,
  no_such_day: ({ words }) => rich`Esse dia não existe: “${words}”.`,
  too_often: ({ words }) => rich`“${words}” é frequente demais: no máximo uma vez por minuto.`,
  too_short: ({ words }) => rich`“${words}” é curto demais.`,
  bad_cron: ({ expression, fault }) => rich`“${expression}” não é uma expressão cron: ${cronFaults[fault]}.`,
  nothing: () => rich`Falta um horário aí.`,
  lone_word: ({ word }) =>
    rich`Não entendi “${word}”. Se for um texto para publicar, coloque-o entre aspas: <code>"${word}"</code>`,
  unclear_text: ({ word }) =>
    rich`Não entendi “${word}”. Se fizer parte de um texto para publicar, coloque o texto todo entre aspas.`,
  stray_word: ({ word }) => rich`Não entendi “${word}” aí.`,
  no_event_end: ({ words }) => rich`“${words}”: quando termina? Assim: na metade de 24/12 19h a 23h.`,
  not_recurring: ({ word }) => rich`“${word}” só serve para o que se repete, como toda segunda 8h.`,
  twice: ({ word }) => rich`“${word}” está repetido.`,
  wrong_ref: ({ word, wanted }) => rich`“${word}” não serve aí: deveria ser ${things[wanted]}.`,
  ref_gone: ({ word }) => rich`${word}: isso não existe mais.`,
  not_a_slot: ({ word }) => rich`“${word}” não é uma vaga: deveria ser um número, como em vaga 2.`,
  no_such_chat: ({ words }) =>
    rich`Não conheço nenhuma conversa “${words}”. As conversas: /grupos. Se fizer parte de um texto para publicar, coloque o texto todo entre aspas.`,
  no_chat_given: ({ word }) =>
    rich`Em qual conversa? Depois de “${word}” vem uma referência, como g1, ou parte do nome.`,
  ends_before: ({ words }) => rich`“${words}” termina antes de começar.`,
  several_chats: ({ words }) => rich`Há várias conversas “${words}”: use a referência, como g1. As conversas: /grupos`,
  no_target: () =>
    rich`O que devo fixar? Responda a uma mensagem com este comando, diga qual (m7), diga última ou coloque um texto entre aspas. As mensagens: /mensagens`,
  no_last: () => rich`Não há última mensagem: ainda não chegou nenhuma nesta conversa.`,
  not_relayed: () =>
    rich`A mensagem à qual você respondeu não mostra exatamente uma mensagem do WhatsApp. Diga qual é pela referência, como m7: /mensagens`,
  no_when: () => rich`Quando? Por exemplo amanhã 9h, toda segunda 8h, daqui a 2 horas.`,
  only_once: ({ words }) =>
    rich`“${words}” acontece uma vez só: um rodízio precisa de uma frequência, como toda segunda 8h.`,
  not_a_number: ({ word }) => rich`“${word}” não é um número que eu possa usar.`,
  missing: ({ what }) => rich`Falta alguma coisa: ${missing[what]}.`,
};
