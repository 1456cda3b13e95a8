import type { CronFault, RefKind } from '@pinwheel/domain';
import type { Misread } from '../../grammar/misread.js';
import { html } from '../../ui/html.js';
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
  name: 'um nome, como em /rodizio create avisos toda segunda 8h',
  every: 'quando se revezam, como em toda segunda 8h',
  rotation: 'qual rodízio, como r1',
  place: 'qual item, pelo número',
  words: 'o que procurar',
};

export const misreadings: Messages['misreadings'] = {
  not_understood: ({ word }) => html`Não entendi “${word}”.`,
  no_time: ({ words }) => html`“${words}” não tem hora. Assim: ${words} 9h`,
  past: ({ words }) => html`“${words}” já passou.`,
  no_such_day: ({ words }) => html`Esse dia não existe: “${words}”.`,
  too_often: ({ words }) => html`“${words}” é vezes demais: no máximo uma por minuto.`,
  too_short: ({ words }) => html`“${words}” é curto demais.`,
  bad_cron: ({ expression, fault }) => html`“${expression}” não é uma expressão cron: ${cronFaults[fault]}.`,
  nothing: () => html`Falta alguma coisa aí: um horário.`,
  lone_word: ({ word }) =>
    html`Não entendi “${word}”. Se for um texto para publicar, ponha entre aspas: <code>"${word}"</code>`,
  unclear_text: ({ word }) =>
    html`Não entendi “${word}”. Se fizer parte de um texto para publicar, ponha o texto todo entre aspas.`,
  stray_word: ({ word }) => html`Não entendi “${word}” aí.`,
  twice: ({ word }) => html`“${word}”: isso já foi dito.`,
  wrong_ref: ({ word, wanted }) => html`“${word}” não serve aí: deveria ser ${things[wanted]}.`,
  ref_gone: ({ word }) => html`${word}: isso não existe mais.`,
  not_a_slot: ({ word }) => html`“${word}” não é uma vaga: deveria ser um número, como em slot 2.`,
  no_such_chat: ({ words }) =>
    html`Não conheço nenhuma conversa “${words}”. As conversas: /grupos. Se fizer parte de um texto para publicar, ponha
    o texto todo entre aspas.`,
  no_chat_given: ({ word }) =>
    html`Em qual conversa? Depois de “${word}” vem uma referência, como g1, ou parte do nome.`,
  no_target: () =>
    html`O que devo fixar? Responda a uma mensagem com este comando, diga qual (m7), diga last, ou ponha um texto entre
    aspas. As mensagens: /mensagens`,
  no_last: () => html`Não há última mensagem: ainda não ouvi nenhuma nesta conversa.`,
  not_relayed: () =>
    html`Aquilo a que você respondeu não mostra exatamente uma mensagem do WhatsApp. Diga qual é pela referência, como
    m7: /mensagens`,
  no_when: () => html`Quando? Por exemplo amanhã 9h, toda segunda 8h, daqui a 2 horas.`,
  only_once: ({ words }) => html`“${words}” acontece uma vez só: um rodízio precisa de um ritmo, como toda segunda 8h.`,
  not_a_number: ({ word }) => html`“${word}” não é um número que eu possa usar.`,
  missing: ({ what }) => html`Falta alguma coisa: ${missing[what]}.`,
};
