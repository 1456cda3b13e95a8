import { isViewChange, type ViewChange } from '@pinwheel/domain';
import type { CommandReport } from '@pinwheel/pinning';
import type { Bot } from '../bot.js';
import type { Html } from '../ui/html.js';
import { showChat, showMessage, type Shows } from '../ui/show.js';
import { reason } from './reason.js';

/** What a command changes in the account's own view. */
export const viewChanges = ({ operations }: CommandReport): ViewChange[] =>
  operations.map(({ content }) => content).filter(isViewChange);

export async function tellView(
  bot: Pick<Bot, 'deps'>,
  { state, failure, chat }: CommandReport,
  change: ViewChange,
  shows: Shows,
): Promise<Html> {
  const { views } = shows.say;
  const what = await named(bot, change, showChat(chat), shows);
  if (state === 'under_way') return views.underWay(what);
  if (!failure) return views.done(what);
  const why = reason(failure, chat, shows);
  return failure.kind === 'unknown' ? views.unknown(what, why) : views.failed(what, why);
}

async function named({ deps }: Pick<Bot, 'deps'>, change: ViewChange, chat: Html, shows: Shows): Promise<Html> {
  const { views, pins } = shows.say;
  switch (change.kind) {
    case 'pin_chat':
      return views.chatPinned(chat, change.pinned);
    case 'favorite_chat':
      return views.chatFavorite(chat, change.favorite);
    case 'favorite_message': {
      const message = await deps.store.findMessage(change.messageId);
      return views.messageFavorite(message ? showMessage(message, shows) : pins.theMessage(), chat, change.favorite);
    }
  }
}
