import type { Deps } from './deps.js';
import { type ChangeView, changeView, type ViewRefusal, type ViewReply } from './change-view.js';
import type { Transaction } from './ports/store.js';

export interface Favorite extends ChangeView {
  /** null: the chat itself. */
  messageId: number | null;
  favorite: boolean;
}

/** Makes a chat or a message one of the account's favorites, or takes it out of them. */
export const favorite = (deps: Deps, { messageId, favorite: wanted, ...request }: Favorite): Promise<ViewReply> =>
  messageId === null
    ? changeView(deps, request, { kind: 'favorite_chat', favorite: wanted }, async () => null)
    : changeView(deps, request, { kind: 'favorite_message', messageId, favorite: wanted }, (tx, chat) =>
        messageObstacleOf(tx, chat.id, messageId, wanted),
      );

async function messageObstacleOf(
  tx: Transaction,
  chatId: number,
  messageId: number,
  wanted: boolean,
): Promise<ViewRefusal | null> {
  const message = await tx.findMessage(messageId);
  if (message?.chatId !== chatId) return { kind: 'message_gone' };
  return wanted && message.revokedAt !== null ? { kind: 'message_deleted' } : null;
}
