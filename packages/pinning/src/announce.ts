import type { Hold } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { textLimit } from './pin-message.js';
import type { Announcements } from './ports/announcements.js';

export type AnnouncementDeps = Deps & { announcements: Announcements };

/** What is to be announced, and where. */
export interface AnnouncementWish {
  text: string;
  /** Each once, in the order of the results. */
  chatIds: readonly number[];
  /** null for each chat's own default. */
  hold: Hold | null;
}

export type Announce = CommandOrigin & AnnouncementWish;

/** Why nothing was announced anywhere. What stands in the way in one chat is that chat's result. */
export type AnnouncementRefusal =
  | { kind: 'text_too_long'; limit: number }
  | { kind: 'no_chats' }
  | { kind: 'no_such_chat'; chatId: number };

export type AnnounceReply =
  | { kind: 'accepted'; announcementId: number; known: boolean }
  | { kind: 'refused'; why: AnnouncementRefusal };

/**
 * Accepts an announcement: when this resolves it is durable, and each of its chats gets its own result, whatever
 * happens in the others. Planning follows, chat by chat.
 */
export async function announce(deps: AnnouncementDeps, request: Announce): Promise<AnnounceReply> {
  const { source, actor, reportTo: target, text, hold } = request;
  const why = await announcementRefusal(deps, request);
  if (why) return { kind: 'refused', why };
  const madeAt = deps.clock.now();
  const reply = await deps.announcements.transaction(async (tx) => {
    const earlier = await tx.findAnnouncementBySource(source);
    if (earlier !== null) return { kind: 'accepted' as const, announcementId: earlier, known: true };
    const chatIds = [...new Set(request.chatIds)];
    const id = await tx.insertAnnouncement({ source, actor, target, text, hold, madeAt, chatIds });
    return { kind: 'accepted' as const, announcementId: id, known: false };
  });
  await wakeAfterCommit(deps, [{ kind: 'announcement', id: reply.announcementId, at: madeAt }]);
  return reply;
}

export async function announcementRefusal(
  { store }: Deps,
  { text, chatIds }: AnnouncementWish,
): Promise<AnnouncementRefusal | null> {
  if (text.length > textLimit) return { kind: 'text_too_long', limit: textLimit };
  if (chatIds.length === 0) return { kind: 'no_chats' };
  for (const chatId of chatIds) if (!(await store.findChat(chatId))) return { kind: 'no_such_chat', chatId };
  return null;
}
