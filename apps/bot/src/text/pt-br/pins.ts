import { html } from '../../ui/html.js';
import type { Messages } from '../messages.js';

export const pins: Messages['pins'] = {
  pinning: (message, chat) => html`⏳ Fixando ${message} em ${chat} …`,
  waitsForWhatsApp: () => html`O WhatsApp não está conectado no momento; será feito assim que estiver.`,
  pinned: (message, chat) => html`📌 ${message} está fixada em ${chat}.`,
  until: (time) => html`Até ${time}.`,
  forEver: () => html`Até alguém desafixar; é renovada sozinha.`,
  takenDown: (messages) => html`Saiu para dar lugar: ${messages}.`,
  pinFailed: (message, chat, why) => html`❌ ${message} não foi fixada em ${chat}. ${why}`,
  pinUnknown: (message, chat, why) => html`❓ Não se sabe se ${message} está fixada em ${chat}. ${why}`,
  text: () => html`o texto`,
  takeDown: (ref) => html`Para tirar: /desafixar_${ref}`,

  unpinning: (messages, chat) => html`⏳ Desafixando ${messages} em ${chat} …`,
  unpinned: (messages, chat) => html`✅ ${messages} não está mais fixada em ${chat}.`,
  unpinFailed: (messages, chat, why) => html`❌ ${messages} não foi desafixada em ${chat}. ${why}`,
  unpinUnknown: (messages, chat, why) => html`❓ Não se sabe se ${messages} ainda está fixada em ${chat}. ${why}`,
  theMessage: () => html`a mensagem`,
  whichUnpin: (chat) => html`Qual mensagem fixada de ${chat} deve sair?`,
  all: 'Todas',

  whichGoes: (chat, slots) =>
    html`As ${slots} vagas de ${chat} estão ocupadas. Qual mensagem fixada deve sair para dar lugar?`,
  slotTaken: (slot, pin) => html`A vaga ${slot} está com ${pin}. Essa deve sair?`,
  replace: (ref, text) => `Trocar ${ref} ${text}`,
  unpin: (ref, text) => `Desafixar ${ref} ${text}`,
  leave: 'Deixar como está',
  askedAt: (message) => html`Para fixar: ${message}`,

  boardTitle: (chat) => html`📌 <b>Fixadas</b> · ${chat}`,
  boardEmpty: () => html`Nada está fixado.`,
  pinLine: (pin, slot, message) => html`<b>${pin}</b> · vaga ${slot} · ${message}`,
  by: (who) => html`por ${who}`,
  endsAt: (time) => html`termina ${time}`,
  endsNever: () => html`sem fim, renovada sozinha`,
  freeSlots: (free, slots) =>
    free === 0 ? html`As ${slots} vagas estão ocupadas.` : html`Vagas livres: ${free} de ${slots}.`,
  underWay: (count) => html`${count} ${count === 1 ? 'mudança está' : 'mudanças estão'} a caminho.`,

  bySchedule: (ref) => `agendamento ${ref}`,
  byRotation: (ref) => `rodízio ${ref}`,
  byToken: (name) => `token de API ${name}`,
  byPinwheel: 'Pinwheel',
  bySomebody: 'alguém pelo celular',
};
