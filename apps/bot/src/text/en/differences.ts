import { type Html, rich } from '../../ui/html.js';

/** What a change would make of the agenda, and the question whether it shall. */
export const differences = {
  coming: (days: number, where: Html): Html => rich`In the next ${days} days, ${where}:`,
  inChats: (count: number): Html => rich`in ${count} chats`,
  inChat: (chat: Html, zone: string): Html => rich`in ${chat} (${zone})`,
  nothing: (): Html => rich`Nothing that is planned for the next days would change.`,
  added: (what: Html): Html => rich`➕ ${what}`,
  gone: (what: Html): Html => rich`➖ ${what}`,
  moved: (from: Html, to: Html): Html => rich`↪️ ${from} → ${to}`,
  turns: (what: Html): Html => rich`🔁 ${what}`,
  replaced: (is: Html, was: Html): Html => rich`${is} instead of ${was}`,
  hindered: (what: Html): Html => rich`❗️ ${what}`,
  freed: (what: Html): Html => rich`✅ ${what} · nothing in the way any more`,
  more: (count: number): Html => rich`… and ${count} more`,
  changedMeanwhile: (): Html => rich`Meanwhile things have changed, so I ask again.`,
  confirm: 'Confirm',
  cancel: 'Cancel',
  schedule: {
    pause: (ref: string): Html => rich`⏸ Pause ${ref}?`,
    resume: (ref: string): Html => rich`▶️ Let ${ref} go on?`,
    skip: (ref: string): Html => rich`⏭ Leave out the next time of ${ref}?`,
    delete: (ref: string): Html => rich`🗑 Delete ${ref}?`,
  },
  moveTo: (ref: string, when: string): Html => rich`↪️ Move ${ref} to ${when}?`,
  add: (ref: string): Html => rich`Add this to ${ref}?`,
  remove: (ref: string, place: number): Html => rich`Take item ${place} out of ${ref}?`,
  move: (ref: string, from: number, to: number): Html => rich`Move item ${from} of ${ref} to place ${to}?`,
  set: (ref: string, place: number): Html => rich`Change item ${place} of ${ref} so?`,
  settings: (): Html => rich`⚙️ Change the settings so?`,
  lock: (slot: number): Html => rich`Lock slot ${slot}?`,
  unlock: (slot: number): Html => rich`Unlock slot ${slot}?`,
};
