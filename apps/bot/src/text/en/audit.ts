import type { AuditedDoing, AuditEntry } from '@pinwheel/pinning';
import { type Html, rich } from '../../ui/html.js';

const what: { readonly [What in AuditedDoing]: (messages: Html) => Html } = {
  pin: (messages) => rich`📌 pin ${messages}`,
  unpin: (messages) => rich`unpin ${messages}`,
  turn: (messages) => rich`🔁 turn of ${messages}`,
  hold: (messages) => rich`renew ${messages}`,
  repair: (messages) => rich`🔧 pin ${messages} again`,
  announce: (messages) => rich`📣 announce ${messages}`,
  view: () => rich`its own list of chats`,
  pin_chat: () => rich`pin the chat to its own list`,
  unpin_chat: () => rich`unpin the chat from its own list`,
  favorite_chat: () => rich`⭐ make the chat a favorite`,
  unfavorite_chat: () => rich`take the chat out of the favorites`,
  favorite_message: (messages) => rich`⭐ make ${messages} a favorite`,
  unfavorite_message: (messages) => rich`take ${messages} out of the favorites`,
  phone_pin: (messages) => rich`📱 pinned ${messages} on a phone`,
  phone_unpin: (messages) => rich`📱 unpinned ${messages} on a phone`,
};

const outcomes: { readonly [Outcome in AuditEntry['outcome']]: () => Html } = {
  done: () => rich`✅ done`,
  under_way: () => rich`⏳ on its way`,
  failed: () => rich`❌ failed`,
};

export const audit = {
  title: (): Html => rich`<b>History</b>`,
  none: (): Html => rich`Nothing of that kind has happened yet.`,
  what,
  outcomes,
  failed: (why: Html): Html => rich`❌ ${why}`,
  unknown: (why: Html): Html => rich`❓ ${why}`,
  older: 'Older »',
  latest: '« Latest',
  exported: (count: number, isAll: boolean): Html =>
    rich`The history as a table: ${count} ${count === 1 ? 'entry' : 'entries'}${isAll ? '' : ', the latest of more'}. Times are UTC.`,
  exportInterrupted: (): Html => rich`I was interrupted while I sent that. If it did not arrive, ask for it once more.`,
  columns: ['ref', 'time', 'who', 'what', 'chat', 'chat name', 'messages', 'text', 'outcome', 'why', 'ended'],
};
