import { rich } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const pins: Messages['pins'] = {
  pinning: (message, chat) => rich`⏳ Fixando ${message} em ${chat} …`,
  waitsForWhatsApp: () => rich`O WhatsApp não está conectado no momento; será feito assim que conectar.`,
  pinned: (message, chat, until) => rich`📌 ${message} em ${chat} está fixada até ${until}.`,
  pinnedForEver: (message, chat) =>
    rich`📌 ${message} em ${chat} está fixada até alguém desafixar; a renovação é automática.`,
  until: (time) => rich`Até ${time}.`,
  forEver: () => rich`Até alguém desafixar; a renovação é automática.`,
  takenDown: (messages, count) => rich`${count === 1 ? 'Saiu' : 'Saíram'} para dar lugar: ${messages}.`,
  pinFailed: (message, chat, why) => rich`❌ ${message} não foi fixada em ${chat}. ${why}`,
  pinUnknown: (message, chat, why) => rich`❓ Não se sabe se ${message} está fixada em ${chat}. ${why}`,
  text: () => rich`a mensagem`,
  takeDown: (ref) => rich`Para desafixar: /desafixar_${ref}`,

  unpinning: (messages, chat) => rich`⏳ Desafixando ${messages} em ${chat} …`,
  unpinned: (messages, count, chat) =>
    rich`✅ ${messages} ${count === 1 ? 'não está mais fixada' : 'não estão mais fixadas'} em ${chat}.`,
  unpinFailed: (messages, count, chat, why) =>
    rich`❌ ${messages} ${count === 1 ? 'não foi desafixada' : 'não foram desafixadas'} em ${chat}. ${why}`,
  unpinUnknown: (messages, count, chat, why) =>
    rich`❓ Não se sabe se ${messages} ainda ${count === 1 ? 'está fixada' : 'estão fixadas'} em ${chat}. ${why}`,
  theMessage: () => rich`a mensagem`,
  whichUnpin: (chat) => rich`Qual mensagem fixada de ${chat} deve sair?`,
  all: 'Todas',

  whichGoes: (chat, slots, someLocked) =>
    rich`As ${slots} vagas de ${chat} estão ocupadas${someLocked ? ' ou travadas' : ''}. Qual mensagem fixada deve sair para dar lugar?`,
  slotTaken: (slot, pin) => rich`A vaga ${slot} está com ${pin}. Ela deve sair?`,
  replace: (ref, text) => `Trocar ${ref} ${text}`,
  unpin: (ref, text) => `Desafixar ${ref} ${text}`,
  leave: 'Deixar como está',
  askedAt: (message) => rich`Para fixar: ${message}`,

  boardTitle: (chat) => rich`📌 <b>Fixadas</b> · ${chat}`,
  boardEmpty: () => rich`Não há nada fixado.`,
  pinLine: (pin, slot, message, locked) => rich`<b>${pin}</b> · vaga ${slot}${locked ? ' 🔒' : ''} · ${message}`,
  by: (who) => rich`por ${who}`,
  endsAt: (time) => rich`até ${time}`,
  endsNever: () => rich`sem fim, com renovação automática`,
  lockedNow: (slot) => rich`🔒 A vaga ${slot} está travada: o que está nela fica até alguém destravar.`,
  lockedSlots: (slots) => rich`🔒 Travadas: ${slots}. O que está fixado ali fica; nada mais ocupa o lugar.`,
  shownOrder: () => rich`Na ordem que os celulares mostram: a mensagem mais nova primeiro.`,
  freeSlots: (free, slots) =>
    free === 0 ? rich`As ${slots} vagas estão ocupadas.` : rich`Vagas livres: ${free} de ${slots}.`,

  bySchedule: (ref) => `agendamento ${ref}`,
  byRotation: (ref) => `rodízio ${ref}`,
  byToken: (name) => `token de API ${name}`,
  byPinwheel: 'Pinwheel',
  bySomebody: 'alguém pelo celular',
};
