import type { Admin } from '@pinwheel/db';
import type { Chat } from '@pinwheel/domain';
import type { Notice } from '@pinwheel/pinning';
import type { Admins } from '../access/admins.js';
import { isNobodyThere } from '../api/errors.js';
import type { Bot } from '../bot.js';
import { show } from '../ui/screen.js';
import { showsIn } from '../ui/show.js';
import { answerOf } from './notice-answer.js';

/** Those that one message tells, at most: what many chats say at once is not many messages. */
const together = 12;

/** Who takes notices and dies leaves them to the next after this, in ms. What Telegram does not take is tried again then. */
const patience = 30_000;

/** Tells whatever waits to be told, each admin in as few messages as possible, and nobody the same twice. */
export async function tellNotices(bot: Bot, admins: Pick<Admins, 'readersOf'>): Promise<void> {
  const { store, clock } = bot.deps;
  for (;;) {
    const now = clock.now();
    const notices = await store.claimNotices(now, now + patience, together);
    if (notices.length === 0) return;
    for (const { admin, items } of await byReader(bot, admins, notices)) await tell(bot, admin, items);
    await store.closeNotices(notices.map(({ id }) => id));
  }
}

export interface ChatNotice {
  notice: Notice;
  chat: Chat;
}

async function byReader(
  { deps }: Bot,
  admins: Pick<Admins, 'readersOf'>,
  notices: readonly Notice[],
): Promise<{ admin: Admin; items: ChatNotice[] }[]> {
  const readers = new Map<number, { admin: Admin; items: ChatNotice[] }>();
  for (const notice of notices) {
    const chat = await deps.store.findChat(notice.chatId);
    if (!chat) continue;
    for (const admin of await admins.readersOf(chat)) {
      if (notice.told.includes(admin.telegramId)) continue;
      const reader = readers.get(admin.telegramId) ?? { admin, items: [] };
      reader.items.push({ notice, chat });
      readers.set(admin.telegramId, reader);
    }
  }
  return [...readers.values()];
}

/** In private, wherever else the admin talks to us. */
async function tell(bot: Bot, { telegramId, language }: Admin, items: readonly ChatNotice[]): Promise<void> {
  const answer = await answerOf(bot, items, showsIn(language));
  try {
    await show(bot, answer, { chatId: telegramId, userId: telegramId }, { ids: [], save: async () => {} });
  } catch (error) {
    if (!isNobodyThere(error)) throw error;
    bot.deps.logger.info({ telegramId }, 'an admin cannot be told any more');
  }
  const ids = items.map(({ notice }) => notice.id);
  await bot.deps.store.noteTold(ids, telegramId);
}
