import { type Html, rich } from '../../ui/html.js';

export const pins = {
  pinning: (message: Html, chat: Html): Html => rich`⏳ Pinning ${message} in ${chat} …`,
  waitsForWhatsApp: (): Html => rich`WhatsApp is not connected at the moment; it is done as soon as it is.`,
  pinned: (message: Html, chat: Html, until: Html): Html => rich`📌 ${message} in ${chat} is pinned until ${until}.`,
  pinnedForEver: (message: Html, chat: Html): Html =>
    rich`📌 ${message} in ${chat} is pinned until somebody takes it down; it is renewed by itself.`,
  until: (time: Html): Html => rich`Until ${time}.`,
  forEver: (): Html => rich`Until somebody takes it down; it is renewed by itself.`,
  takenDown: (messages: Html, _count: number): Html => rich`Taken down for it: ${messages}.`,
  pinFailed: (message: Html, chat: Html, why: Html): Html => rich`❌ ${message} was not pinned in ${chat}. ${why}`,
  pinUnknown: (message: Html, chat: Html, why: Html): Html =>
    rich`❓ It is not known whether ${message} is pinned in ${chat}. ${why}`,
  text: (): Html => rich`the text`,
  takeDown: (ref: string): Html => rich`Take it down: /unpin_${ref}`,

  unpinning: (messages: Html, chat: Html): Html => rich`⏳ Unpinning ${messages} in ${chat} …`,
  unpinned: (messages: Html, count: number, chat: Html): Html =>
    rich`✅ ${messages} ${count === 1 ? 'is' : 'are'} no longer pinned in ${chat}.`,
  unpinFailed: (messages: Html, count: number, chat: Html, why: Html): Html =>
    rich`❌ ${messages} ${count === 1 ? 'was' : 'were'} not unpinned in ${chat}. ${why}`,
  unpinUnknown: (messages: Html, count: number, chat: Html, why: Html): Html =>
    rich`❓ It is not known whether ${messages} ${count === 1 ? 'is' : 'are'} still pinned in ${chat}. ${why}`,
  theMessage: (): Html => rich`the message`,
  whichUnpin: (chat: Html): Html => rich`Which pin of ${chat} shall go?`,
  all: 'All of them',

  whichGoes: (chat: Html, slots: number, someLocked: boolean): Html =>
    rich`All ${slots} slots of ${chat} are taken${someLocked ? ' or locked' : ''}. Which pin shall go to make room?`,
  slotTaken: (slot: number, pin: Html): Html => rich`Slot ${slot} holds ${pin}. Shall that one go?`,
  replace: (ref: string, text: string): string => `Replace ${ref} ${text}`,
  unpin: (ref: string, text: string): string => `Unpin ${ref} ${text}`,
  leave: 'Leave it',
  askedAt: (message: Html): Html => rich`To be pinned: ${message}`,

  boardTitle: (chat: Html): Html => rich`📌 <b>Pins</b> · ${chat}`,
  boardEmpty: (): Html => rich`Nothing is pinned.`,
  pinLine: (pin: Html, slot: number, message: Html, locked: boolean): Html =>
    rich`<b>${pin}</b> · slot ${slot}${locked ? ' 🔒' : ''} · ${message}`,
  by: (who: string): Html => rich`by ${who}`,
  endsAt: (time: Html): Html => rich`ends ${time}`,
  endsNever: (): Html => rich`no end, renewed by itself`,
  lockedNow: (slot: number): Html => rich`🔒 Slot ${slot} is locked: what is in it stays until somebody unlocks it.`,
  lockedSlots: (slots: string): Html =>
    rich`🔒 Locked: ${slots}. What is pinned there stays; nothing else takes the place.`,
  shownOrder: (): Html => rich`In the order that phones show: the newest message first.`,
  freeSlots: (free: number, slots: number): Html =>
    free === 0 ? rich`All ${slots} slots are taken.` : rich`Free slots: ${free} of ${slots}.`,

  bySchedule: (ref: string): string => `schedule ${ref}`,
  byRotation: (ref: string): string => `rotation ${ref}`,
  byToken: (name: string): string => `API token ${name}`,
  byPinwheel: 'Pinwheel',
  bySomebody: 'somebody on a phone',
};
