import type { PlannedEntry } from '@pinwheel/pinning';
import { type Html, rich } from '../../ui/html.js';

export const schedules = {
  collides: (): Html => rich`⚠️ This would not come about as planned.`,
  askAnyway: (): Html => rich`Schedule it all the same?`,
  anyway: 'Schedule it anyway',
  created: (ref: Html, chat: Html): Html => rich`🗓 ${ref} · ${chat}`,
  title: (): Html => rich`🗓 <b>Schedules</b>`,
  none: (): Html =>
    rich`Nothing is scheduled. Like this: <code>/schedule tomorrow 9:00 "Collection today" for 24h</code>`,
  pins: (what: Html): Html => rich`Pins ${what}`,
  posts: (text: Html): Html => rich`Posts and pins ${text}`,
  unpins: (what: Html): Html => rich`Unpins ${what}`,
  unpinsAll: (): Html => rich`Unpins everything`,
  swaps: (out: Html, what: Html): Html => rich`Swaps ${out} for ${what}`,
  swapsForPost: (out: Html, text: Html): Html => rich`Posts and pins ${text} in place of ${out}`,
  rule: (rule: string): Html => rich`When: ${rule}`,
  next: (time: Html): Html => rich`Next: ${time}`,
  afterwards: (time: Html): Html => rich`then ${time}`,
  from: (time: Html): Html => rich`From: ${time}`,
  until: (time: Html): Html => rich`Until: ${time}`,
  except: (days: string): Html => rich`Except: ${days}`,
  dayRange: (from: string, to: string): string => `${from} to ${to}`,
  putOff: (planned: Html): Html => rich`put off from ${planned}: quiet hours`,
  ifQuiet: { move: 'it waits for their end', skip: 'it is left out', anyway: 'it happens anyway' },
  quietHours: (policy: string): Html => rich`In quiet hours: ${policy}`,
  catchUp: { skip: 'nothing', once: 'the last time', all: 'every time' },
  caughtUp: (policy: string): Html => rich`After an outage: ${policy} is caught up on`,
  caughtUpWithin: (policy: string, length: string): Html =>
    rich`After an outage: ${policy} is caught up on, if no more than ${length} late`,
  late: (time: Html): Html => rich`⏰ Late: it was planned for ${time}.`,
  leftOut: (count: number): Html =>
    rich`${count === 1 ? 'An earlier time was' : `${count} earlier times were`} left out.`,
  noNext: (): Html => rich`Nothing more will happen.`,
  paused: (): Html => rich`⏸ paused`,
  suspended: (): Html => rich`⏸ paused, because we may not pin there; it goes on by itself once we may`,
  over: (ref: string): Html => rich`${ref} is over: all its times have passed.`,
  pausedNow: (ref: Html): Html => rich`⏸ ${ref} is paused.`,
  resumed: (ref: Html): Html => rich`▶️ ${ref} goes on.`,
  firedNow: (ref: Html): Html => rich`${ref} is being carried out now; the report follows.`,
  skipped: (ref: Html): Html => rich`⏭ The next time of ${ref} is left out.`,
  moved: (ref: Html): Html => rich`↪️ ${ref} is moved.`,
  deleted: (ref: Html): Html => rich`🗑 ${ref} is deleted.`,
};

export const holds = {
  until: (time: Html): Html => rich`until ${time}`,
  forEver: (): Html => rich`for ever`,
  length: (count: number, unit: 'day' | 'hour' | 'minute'): string => `${count} ${unit}${count === 1 ? '' : 's'}`,
  forLength: (length: string): Html => rich`for ${length}`,
};

const entryWords: { readonly [What in PlannedEntry['what']]: (what: Html) => Html } = {
  pin: (what) => rich`📌 pin ${what}`,
  unpin: (what) => rich`unpin ${what}`,
  unpin_all: () => rich`unpin everything`,
  swap: (what) => rich`🔄 swap in ${what}`,
  turn: (what) => rich`🔁 turn of ${what}`,
  hold_ends: (what) => rich`unpin ${what} (its time ends)`,
  expires: (what) => rich`${what} goes (WhatsApp's time ends)`,
  renewal: (what) => rich`renew ${what}`,
};

export const agenda = {
  title: (days: number): Html => rich`🗓 <b>Agenda</b> · ${days === 1 ? 'the next day' : `the next ${days} days`}`,
  empty: (): Html => rich`Nothing is planned.`,
  entry: entryWords,
  slot: (slot: number): Html => rich`slot ${slot}`,
  conflict: {
    slot_taken: (slot: number): Html => rich`⚠️ slot ${slot} will be taken`,
    board_full: (): Html => rich`⚠️ no slot will be free`,
    slot_locked: (slot: number): Html => rich`⚠️ slot ${slot} is locked`,
    no_such_slot: (slot: number): Html => rich`⚠️ there is no slot ${slot}`,
    refused: (): Html => rich`⚠️ it will be refused`,
    quiet_hours: (until: Html): Html => rich`⚠️ in quiet hours until ${until}`,
    over_budget: (changes: number, until: Html): Html =>
      rich`⚠️ more than ${changes} changes in a day: put off until ${until}`,
  },
  goesOn: (): Html => rich`and so on`,
  more: (limit: number): Html => rich`Only the first ${limit} are shown.`,
  nothing: (): Html => rich`nothing yet`,
  drawn: (chats: number): Html => rich`🖼 ${chats === 1 ? 'One chat' : `${chats} chats`}, slot by slot.`,
  exported: (pins: number): Html =>
    rich`📅 ${pins === 1 ? 'One pin' : `${pins} pins`}. Open the file to have them in your calendar.`,
};

export const rotations = {
  created: (ref: Html, name: string, chats: Html): Html => rich`🔁 ${ref} “${name}” · ${chats}`,
  title: (): Html => rich`🔁 <b>Rotations</b>`,
  none: (): Html => rich`There are no rotations. Like this: <code>/rotation create notices every monday 08:00</code>`,
  addHint: (ref: string): Html => rich`Give it something to say: <code>/rotation add ${ref} "…"</code>`,
  item: (place: number, what: Html, about: Html): Html => rich`${place}. ${what}${about}`,
  onAir: (): Html => rich` ← on air`,
  onAirIn: (chats: string): Html => rich` ← on air in ${chats}`,
  weight: (turns: number): Html => rich` · ${turns} turns a round`,
  from: (day: string): Html => rich` · from ${day}`,
  until: (day: string): Html => rich` · until ${day}`,
  fromUntil: (from: string, until: string): Html => rich` · from ${from} until ${until}`,
  least: (length: string): Html => rich` · at least ${length}`,
  gone: (): Html => rich` · deleted, passed over`,
  shuffled: (): Html => rich`shuffled: each round in another order`,
  stagger: (length: string): Html => rich`one chat after the other, ${length} apart`,
  stays: (time: Html, what: Html): Html => rich`${time}: ${what} stays`,
  nobody: (time: Html): Html => rich`${time}: nobody, by the items' days`,
  moreChats: (count: number): Html => rich`… and ${count} more chats`,
  inChat: (chat: Html, state: Html): Html => rich`${chat}: ${state}`,
  noItems: (): Html => rich`It has no items yet.`,
  turn: (time: Html, what: Html): Html => rich`${time}: ${what}`,
  coming: (): Html => rich`Coming turns:`,
  turning: (ref: Html): Html => rich`${ref} takes its next turn now; the report follows.`,
  paused: (ref: Html): Html => rich`⏸ ${ref} is paused.`,
  resumed: (ref: Html): Html => rich`▶️ ${ref} goes on.`,
  deleted: (ref: Html): Html => rich`🗑 ${ref} is deleted. What is pinned stays.`,
  added: (ref: Html, place: number): Html => rich`Added to ${ref} as item ${place}.`,
  removed: (ref: Html, place: number): Html => rich`Item ${place} is out of ${ref}.`,
  set: (ref: Html, place: number): Html => rich`Item ${place} of ${ref} is changed.`,
  moved: (ref: Html, from: number, to: number): Html => rich`Item ${from} of ${ref} is at place ${to} now.`,
  noSuchItem: (items: number): Html =>
    items === 0 ? rich`It has no items.` : rich`There is no such item; the items are 1 to ${items}.`,
  empty: (ref: string): Html => rich`${ref} has no items: there is nothing whose turn it could be.`,
  oneChatsMessage: (ref: string): Html =>
    rich`A message is in one chat only, and ${ref} takes turns in several. Give it the words instead: they are posted in each.`,
  slot: (slot: number): Html => rich`slot ${slot}`,
};
