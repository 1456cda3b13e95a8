import { html } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const schedules: Messages['schedules'] = {
  created: (ref, chat) => html`🗓 ${ref} · ${chat}`,
  title: () => html`🗓 <b>Agendamentos</b>`,
  none: () => html`Nada está agendado. Assim: <code>/agendar amanhã 9h "Coleta hoje" por 24h</code>`,
  pins: (what) => html`Fixa ${what}`,
  posts: (text) => html`Publica e fixa ${text}`,
  unpins: (what) => html`Desafixa ${what}`,
  unpinsAll: () => html`Desafixa tudo`,
  rule: (rule) => html`Quando: ${rule}`,
  next: (time) => html`Próxima vez: ${time}`,
  afterwards: (time) => html`depois ${time}`,
  noNext: () => html`Nada mais vai acontecer.`,
  paused: () => html`⏸ em pausa`,
  over: (ref) => html`${ref} terminou: todos os seus horários já passaram.`,
  pausedNow: (ref) => html`⏸ ${ref} está em pausa.`,
  resumed: (ref) => html`▶️ ${ref} continua.`,
  firedNow: (ref) => html`${ref} está sendo executado agora; o aviso vem em seguida.`,
  skipped: (ref) => html`⏭ A próxima vez de ${ref} fica de fora.`,
  deleted: (ref) => html`🗑 ${ref} foi apagado.`,
};

const units = { day: ['dia', 'dias'], hour: ['hora', 'horas'], minute: ['minuto', 'minutos'] } as const;

export const holds: Messages['holds'] = {
  until: (time) => html`até ${time}`,
  forEver: () => html`para sempre`,
  length: (count, unit) => `${count} ${units[unit][count === 1 ? 0 : 1]}`,
  forLength: (length) => html`por ${length}`,
};

const entry: Messages['agenda']['entry'] = {
  pin: (what) => html`📌 fixar ${what}`,
  unpin: (what) => html`desafixar ${what}`,
  unpin_all: () => html`desafixar tudo`,
  turn: (what) => html`🔁 vez de ${what}`,
  hold_ends: (what) => html`desafixar ${what} (o prazo termina)`,
  expires: (what) => html`${what} sai (o prazo do WhatsApp termina)`,
  renewal: (what) => html`renovar ${what}`,
};

export const agenda: Messages['agenda'] = {
  title: (days) => html`🗓 <b>Agenda</b> · ${days === 1 ? 'o próximo dia' : `os próximos ${days} dias`}`,
  empty: () => html`Nada está planejado.`,
  entry,
  slot: (slot) => html`vaga ${slot}`,
  conflict: () => html`⚠️ nenhuma vaga estará livre`,
  more: (limit) => html`Só os primeiros ${limit} são mostrados.`,
  nothing: () => html`nada ainda`,
};

export const rotations: Messages['rotations'] = {
  created: (ref, name, chat) => html`🔁 ${ref} “${name}” · ${chat}`,
  title: () => html`🔁 <b>Rodízios</b>`,
  none: () => html`Não há rodízios. Assim: <code>/rodizio create avisos toda segunda 8h</code>`,
  addHint: (ref) => html`Dê a ele o que dizer: <code>/rodizio add ${ref} "…"</code>`,
  item: (place, what, onAir) => html`${place}. ${what}${onAir ? ' ← no ar' : ''}`,
  noItems: () => html`Ainda não tem itens.`,
  turn: (time, what) => html`${time}: ${what}`,
  coming: () => html`Próximas vezes:`,
  turning: (ref) => html`${ref} passa agora para o próximo; o aviso vem em seguida.`,
  paused: (ref) => html`⏸ ${ref} está em pausa.`,
  resumed: (ref) => html`▶️ ${ref} continua.`,
  deleted: (ref) => html`🗑 ${ref} foi apagado. O que está fixado fica.`,
  added: (ref, place) => html`Incluído em ${ref} como item ${place}.`,
  removed: (ref, place) => html`O item ${place} saiu de ${ref}.`,
  moved: (ref, from, to) => html`O item ${from} de ${ref} está agora no lugar ${to}.`,
  noSuchItem: (items) =>
    items === 0 ? html`Ele não tem itens.` : html`Esse item não existe; os itens vão de 1 a ${items}.`,
  empty: (ref) => html`${ref} não tem itens: não há nada de que pudesse ser a vez.`,
  interrupted: (ref) => html`Fui interrompido no meio disso e não faço uma segunda vez. É assim que ${ref} está:`,
  slot: (slot) => html`vaga ${slot}`,
};
