import type { Deps } from './deps.js';
import { type ChangeView, changeView, type ViewReply } from './change-view.js';

export interface PinChat extends ChangeView {
  pinned: boolean;
}

/**
 * Puts a chat at the top of the account's own list, or back among the others. That three are pinned already is found out
 * when it is carried out: only the account's app state knows.
 */
export const pinChat = (deps: Deps, { pinned, ...request }: PinChat): Promise<ViewReply> =>
  changeView(deps, request, { kind: 'pin_chat', pinned }, async (_tx, chat) =>
    chat.kind === 'channel' ? { kind: 'channel' } : null,
  );
