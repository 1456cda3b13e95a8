import type { AgendaEntry } from '@pinwheel/pinning';
import { type Html, html } from '../../ui/html.js';

export const schedules = {
  created: (ref: Html, chat: Html): Html => html`🗓 ${ref} · ${chat}`,
  title: (): Html => html`🗓 <b>Schedules</b>`,
  none: (): Html =>
    html`Nothing is scheduled. Like this: <code>/schedule tomorrow 9:00 "Collection today" for 24h</code>`,
  pins: (what: Html): Html => html`Pins ${what}`,
  posts: (text: Html): Html => html`Posts and pins ${text}`,
  unpins: (what: Html): Html => html`Unpins ${what}`,
  unpinsAll: (): Html => html`Unpins everything`,
  rule: (rule: string): Html => html`When: ${rule}`,
  next: (time: Html): Html => html`Next: ${time}`,
  afterwards: (time: Html): Html => html`then ${time}`,
  noNext: (): Html => html`Nothing more will happen.`,
  paused: (): Html => html`⏸ paused`,
  over: (ref: string): Html => html`${ref} is over: all its times have passed.`,
  pausedNow: (ref: Html): Html => html`⏸ ${ref} is paused.`,
  resumed: (ref: Html): Html => html`▶️ ${ref} goes on.`,
  firedNow: (ref: Html): Html => html`${ref} is being carried out now; the report follows.`,
  skipped: (ref: Html): Html => html`⏭ The next time of ${ref} is left out.`,
  deleted: (ref: Html): Html => html`🗑 ${ref} is deleted.`,
};

export const holds = {
  until: (time: Html): Html => html`until ${time}`,
  forEver: (): Html => html`for ever`,
  length: (count: number, unit: 'day' | 'hour' | 'minute'): string => `${count} ${unit}${count === 1 ? '' : 's'}`,
  forLength: (length: string): Html => html`for ${length}`,
};

const entryWords: { readonly [What in AgendaEntry['what']]: (what: Html) => Html } = {
  pin: (what) => html`📌 pin ${what}`,
  unpin: (what) => html`unpin ${what}`,
  unpin_all: () => html`unpin everything`,
  turn: (what) => html`🔁 turn of ${what}`,
  hold_ends: (what) => html`unpin ${what} (its time ends)`,
  expires: (what) => html`${what} goes (WhatsApp's time ends)`,
  renewal: (what) => html`renew ${what}`,
};

export const agenda = {
  title: (days: number): Html => html`🗓 <b>Agenda</b> · ${days === 1 ? 'the next day' : `the next ${days} days`}`,
  empty: (): Html => html`Nothing is planned.`,
  entry: entryWords,
  slot: (slot: number): Html => html`slot ${slot}`,
  conflict: (): Html => html`⚠️ no slot will be free`,
  more: (limit: number): Html => html`Only the first ${limit} are shown.`,
  nothing: (): Html => html`nothing yet`,
};

export const rotations = {
  created: (ref: Html, name: string, chat: Html): Html => html`🔁 ${ref} “${name}” · ${chat}`,
  title: (): Html => html`🔁 <b>Rotations</b>`,
  none: (): Html => html`There are no rotations. Like this: <code>/rotation create notices every monday 08:00</code>`,
  addHint: (ref: string): Html => html`Give it something to say: <code>/rotation add ${ref} "…"</code>`,
  item: (place: number, what: Html, onAir: boolean): Html => html`${place}. ${what}${onAir ? ' ← on air' : ''}`,
  noItems: (): Html => html`It has no items yet.`,
  turn: (time: Html, what: Html): Html => html`${time}: ${what}`,
  coming: (): Html => html`Coming turns:`,
  turning: (ref: Html): Html => html`${ref} takes its next turn now; the report follows.`,
  paused: (ref: Html): Html => html`⏸ ${ref} is paused.`,
  resumed: (ref: Html): Html => html`▶️ ${ref} goes on.`,
  deleted: (ref: Html): Html => html`🗑 ${ref} is deleted. What is pinned stays.`,
  added: (ref: Html, place: number): Html => html`Added to ${ref} as item ${place}.`,
  removed: (ref: Html, place: number): Html => html`Item ${place} is out of ${ref}.`,
  moved: (ref: Html, from: number, to: number): Html => html`Item ${from} of ${ref} is at place ${to} now.`,
  noSuchItem: (items: number): Html =>
    items === 0 ? html`It has no items.` : html`There is no such item; the items are 1 to ${items}.`,
  empty: (ref: string): Html => html`${ref} has no items: there is nothing whose turn it could be.`,
  interrupted: (ref: string): Html =>
    html`I was interrupted in the middle of that and do not do it a second time. This is how ${ref} stands:`,
  slot: (slot: number): Html => html`slot ${slot}`,
};
