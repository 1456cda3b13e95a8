import type { Deps } from './deps.js';
import type { Notice, NoticeTransaction } from './ports/notices.js';
import type { Wake } from './ports/wake.js';

/**
 * Notes what the admins of a chat must be told, in the transaction that finds it; they are told once each, by the bot.
 * @returns the wake-up for after the commit
 */
export async function notifyAdmins(
  deps: Pick<Deps, 'ids' | 'clock'>,
  tx: NoticeTransaction,
  notice: Pick<Notice, 'source' | 'chatId' | 'content'>,
): Promise<Wake[]> {
  const [id, foundAt] = [deps.ids.unique(), deps.clock.now()];
  const isNew = await tx.insertNotice({ ...notice, id, foundAt });
  return isNew ? [{ kind: 'notice', id, at: foundAt }] : [];
}
