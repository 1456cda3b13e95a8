import { type Html, html } from '../../ui/html.js';

export const pins = {
  pinning: (message: Html, chat: Html): Html => html`⏳ Pinning ${message} in ${chat} …`,
  waitsForWhatsApp: (): Html => html`WhatsApp is not connected at the moment; it is done as soon as it is.`,
  pinned: (message: Html, chat: Html): Html => html`📌 ${message} is pinned in ${chat}.`,
  until: (time: Html): Html => html`Until ${time}.`,
  forEver: (): Html => html`Until somebody takes it down; it is renewed by itself.`,
  takenDown: (messages: Html): Html => html`Taken down for it: ${messages}.`,
  pinFailed: (message: Html, chat: Html, why: Html): Html => html`❌ ${message} was not pinned in ${chat}. ${why}`,
  pinUnknown: (message: Html, chat: Html, why: Html): Html =>
    html`❓ It is not known whether ${message} is pinned in ${chat}. ${why}`,
  text: (): Html => html`the text`,
  takeDown: (ref: string): Html => html`Take it down: /unpin_${ref}`,

  unpinning: (messages: Html, chat: Html): Html => html`⏳ Unpinning ${messages} in ${chat} …`,
  unpinned: (messages: Html, chat: Html): Html => html`✅ ${messages} is no longer pinned in ${chat}.`,
  unpinFailed: (messages: Html, chat: Html, why: Html): Html =>
    html`❌ ${messages} was not unpinned in ${chat}. ${why}`,
  unpinUnknown: (messages: Html, chat: Html, why: Html): Html =>
    html`❓ It is not known whether ${messages} is still pinned in ${chat}. ${why}`,
  theMessage: (): Html => html`the message`,
  whichUnpin: (chat: Html): Html => html`Which pin of ${chat} shall go?`,
  all: 'All of them',

  whichGoes: (chat: Html, slots: number): Html =>
    html`All ${slots} slots of ${chat} are taken. Which pin shall go to make room?`,
  slotTaken: (slot: number, pin: Html): Html => html`Slot ${slot} holds ${pin}. Shall that one go?`,
  replace: (ref: string, text: string): string => `Replace ${ref} ${text}`,
  unpin: (ref: string, text: string): string => `Unpin ${ref} ${text}`,
  leave: 'Leave it',
  askedAt: (message: Html): Html => html`To be pinned: ${message}`,

  boardTitle: (chat: Html): Html => html`📌 <b>Pins</b> · ${chat}`,
  boardEmpty: (): Html => html`Nothing is pinned.`,
  pinLine: (pin: Html, slot: number, message: Html): Html => html`<b>${pin}</b> · slot ${slot} · ${message}`,
  by: (who: string): Html => html`by ${who}`,
  endsAt: (time: Html): Html => html`ends ${time}`,
  endsNever: (): Html => html`no end, renewed by itself`,
  freeSlots: (free: number, slots: number): Html =>
    free === 0 ? html`All ${slots} slots are taken.` : html`Free slots: ${free} of ${slots}.`,
  underWay: (count: number): Html => html`${count} ${count === 1 ? 'change is' : 'changes are'} on the way.`,

  bySchedule: (ref: string): string => `schedule ${ref}`,
  byRotation: (ref: string): string => `rotation ${ref}`,
  byToken: (name: string): string => `API token ${name}`,
  byPinwheel: 'Pinwheel',
  bySomebody: 'somebody on a phone',
};
