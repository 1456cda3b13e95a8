import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const schedules: Messages['schedules'] = {
  collides: () => rich`⚠️ Isto não aconteceria como planejado.`,
  askAnyway: () => rich`Agendar mesmo assim?`,
  anyway: 'Agendar mesmo assim',
  created: (ref, chat) => rich`🗓 ${ref} · ${chat}`,
  title: () => rich`🗓 <b>Agendamentos</b>`,
  none: () => rich`Não há nada agendado. Assim: <code>/agendar amanhã 9h "Coleta hoje" por 24h</code>`,
  pins: (what) => rich`Fixa ${what}`,
  posts: (text) => rich`Publica e fixa ${text}`,
  unpins: (what) => rich`Desafixa ${what}`,
  unpinsAll: () => rich`Desafixa tudo`,
  swaps: (out, what) => rich`Troca ${out} por ${what}`,
  swapsForPost: (out, text) => rich`Publica e fixa ${text} no lugar de ${out}`,
  rule: (rule) => rich`Quando: ${rule}`,
  next: (time) => rich`Próxima vez: ${time}`,
  afterwards: (time) => rich`depois ${time}`,
  from: (time) => rich`A partir de: ${time}`,
  until: (time) => rich`Até: ${time}`,
  except: (days) => rich`Exceto: ${days}`,
  dayRange: (from, to) => `${from} a ${to}`,
  putOff: (planned) => rich`adiado de ${planned}: horário de silêncio`,
  ifQuiet: { move: 'espera o fim dele', skip: 'é pulado', anyway: 'acontece mesmo assim' },
  quietHours: (policy) => rich`No horário de silêncio: ${policy}`,
  catchUp: { skip: 'nada', once: 'a última vez', all: 'cada vez' },
  caughtUp: (policy) => rich`Depois de uma queda: recupera ${policy}`,
  caughtUpWithin: (policy, length) => rich`Depois de uma queda: recupera ${policy}, com até ${length} de atraso`,
  late: (time) => rich`⏰ Atrasado: estava previsto para ${time}.`,
  leftOut: (count) =>
    rich`${count === 1 ? 'Um horário anterior foi deixado' : `${count} horários anteriores foram deixados`} de fora.`,
  noNext: () => rich`Nada mais vai acontecer.`,
  suspended: () => rich`⏸ em pausa, porque não podemos fixar ali; continua sozinho quando pudermos`,
  paused: () => rich`⏸ em pausa`,
  over: (ref) => rich`${ref} terminou: todos os seus horários já passaram.`,
  pausedNow: (ref) => rich`⏸ ${ref} está em pausa.`,
  resumed: (ref) => rich`▶️ ${ref} foi retomado.`,
  firedNow: (ref) => rich`${ref} está sendo executado agora; o resultado vem em seguida.`,
  skipped: (ref) => rich`⏭ A próxima vez de ${ref} será pulada.`,
  moved: (ref) => rich`↪️ ${ref} foi remarcado.`,
  deleted: (ref) => rich`🗑 ${ref} foi apagado.`,
};

const units = { day: ['dia', 'dias'], hour: ['hora', 'horas'], minute: ['minuto', 'minutos'] } as const;

export const holds: Messages['holds'] = {
  until: (time) => rich`até ${time}`,
  forEver: () => rich`para sempre`,
  length: (count, unit) => `${count} ${units[unit][count === 1 ? 0 : 1]}`,
  forLength: (length) => rich`por ${length}`,
};

const entry: Messages['agenda']['entry'] = {
  pin: (what) => rich`📌 fixar ${what}`,
  unpin: (what) => rich`desafixar ${what}`,
  unpin_all: () => rich`desafixar tudo`,
  swap: (what) => rich`🔄 trocar por ${what}`,
  turn: (what) => rich`🔁 vez de ${what}`,
  hold_ends: (what) => rich`desafixar ${what} (o prazo termina)`,
  expires: (what) => rich`${what} sai (o prazo do WhatsApp termina)`,
  renewal: (what) => rich`renovar ${what}`,
};

export const agenda: Messages['agenda'] = {
  title: (days) => rich`🗓 <b>Agenda</b> · ${days === 1 ? 'o próximo dia' : `os próximos ${days} dias`}`,
  empty: () => rich`Não há nada planejado.`,
  entry,
  slot: (slot) => rich`vaga ${slot}`,
  conflict: {
    slot_taken: (slot) => rich`⚠️ a vaga ${slot} estará ocupada`,
    board_full: () => rich`⚠️ não haverá vaga livre`,
    slot_locked: (slot) => rich`⚠️ a vaga ${slot} está travada`,
    no_such_slot: (slot) => rich`⚠️ não existe a vaga ${slot}`,
    refused: () => rich`⚠️ será recusado`,
    quiet_hours: (until) => rich`⚠️ em horário de silêncio até ${until}`,
    over_budget: (changes, until) => rich`⚠️ mais de ${changes} mudanças em um dia: adiado até ${until}`,
  },
  goesOn: () => rich`e assim por diante`,
  more: (limit) => rich`Mostro só os primeiros ${limit}.`,
  nothing: () => rich`nada ainda`,
  drawn: (chats) => rich`🖼 ${chats === 1 ? 'Um grupo' : `${chats} grupos`}, vaga por vaga.`,
  exported: (pins) =>
    rich`📅 ${pins === 1 ? 'Uma mensagem fixada' : `${pins} mensagens fixadas`}. Abra o arquivo para tê-las no seu calendário.`,
};

export const rotations: Messages['rotations'] = {
  created: (ref, name, chats) => rich`🔁 ${ref} “${name}” · ${chats}`,
  title: () => rich`🔁 <b>Rodízios</b>`,
  none: () => rich`Não há rodízios. Assim: <code>/rodizio criar avisos toda segunda 8h</code>`,
  addHint: (ref) => rich`Coloque algo nele: <code>/rodizio adicionar ${ref} "…"</code>`,
  item: (place, what, about) => rich`${place}. ${what}${about}`,
  onAir: () => rich` ← no ar`,
  onAirIn: (chats) => rich` ← no ar em ${chats}`,
  weight: (turns) => rich` · ${turns} vezes por rodada`,
  from: (day) => rich` · a partir de ${day}`,
  until: (day) => rich` · até ${day}`,
  fromUntil: (from, until) => rich` · de ${from} até ${until}`,
  least: (length) => rich` · pelo menos ${length}`,
  gone: () => rich` · apagada, será pulada`,
  shuffled: () => rich`embaralhado: cada rodada em outra ordem`,
  stagger: (length) => rich`uma conversa depois da outra, a cada ${length}`,
  stays: (time, what) => rich`${time}: ${what} continua`,
  nobody: (time) => rich`${time}: ninguém, pelos dias dos itens`,
  moreChats: (count) => rich`… e mais ${count} conversas`,
  inChat: (chat, state) => rich`${chat}: ${state}`,
  noItems: () => rich`Ainda não tem itens.`,
  turn: (time, what) => rich`${time}: ${what}`,
  coming: () => rich`Próximas vezes:`,
  turning: (ref) => rich`${ref} passa agora para o próximo item; o resultado vem em seguida.`,
  paused: (ref) => rich`⏸ ${ref} está em pausa.`,
  resumed: (ref) => rich`▶️ ${ref} foi retomado.`,
  deleted: (ref) => rich`🗑 ${ref} foi apagado. O que está fixado continua fixado.`,
  added: (ref, place) => rich`Incluído em ${ref} como item ${place}.`,
  removed: (ref, place) => rich`O item ${place} saiu de ${ref}.`,
  set: (ref, place) => rich`O item ${place} de ${ref} foi mudado.`,
  moved: (ref, from, to) => rich`O item ${from} de ${ref} agora está na posição ${to}.`,
  noSuchItem: (items) =>
    items === 0 ? rich`Ele não tem itens.` : rich`Esse item não existe; os itens vão de 1 a ${items}.`,
  empty: (ref) => rich`${ref}: não há nenhum item para entrar no ar.`,
  oneChatsMessage: (ref) =>
    rich`Uma mensagem está em uma conversa só, e ${ref} passa por várias. Use o texto dela: será publicado em cada uma.`,
  slot: (slot) => rich`vaga ${slot}`,
};
