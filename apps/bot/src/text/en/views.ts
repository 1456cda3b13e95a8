import { type Html, rich } from '../../ui/html.js';

/** What a change to the account's own view of its chats is called. `on`: pinned, or a favorite. */
export const views = {
  chatPinned: (chat: Html, on: boolean): Html => rich`${on ? 'Pinning' : 'Unpinning'} the chat ${chat}`,
  chatFavorite: (chat: Html, on: boolean): Html =>
    on ? rich`Making ${chat} a favorite` : rich`Taking ${chat} out of the favorites`,
  messageFavorite: (message: Html, chat: Html, on: boolean): Html =>
    on ? rich`Making ${message} in ${chat} a favorite` : rich`Taking ${message} in ${chat} out of the favorites`,
  underWay: (what: Html): Html => rich`⏳ ${what} …`,
  done: (what: Html): Html => rich`✅ ${what}: done.`,
  failed: (what: Html, why: Html): Html => rich`❌ ${what}: not done. ${why}`,
  unknown: (what: Html, why: Html): Html => rich`❓ ${what}: it is not known whether that is done. ${why}`,
};
