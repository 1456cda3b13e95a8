import { isSettled } from '@pinwheel/domain';
import type { AnnouncementRecord } from '@pinwheel/pinning';
import { isNobodyThere } from '../api/errors.js';
import type { Bot } from '../bot.js';
import { type Replies, show } from '../ui/screen.js';
import { showsIn } from '../ui/show.js';
import { announcementCard } from './announcement-card.js';

/**
 * Brings the message that shows an announcement up to date. Whatever has ended is told at once, so that of many results
 * that come together the first report tells all and the others have nothing left to do.
 */
export async function reportAnnouncement(bot: Bot, id: number): Promise<void> {
  const announcement = await bot.announcements.find(id);
  const ended = announcement && untold(announcement);
  if (!announcement?.target || !ended || ended.length === 0) return;
  const { target, actor } = announcement;
  const audience = { chatId: target.chatId, userId: actor.kind === 'admin' ? actor.telegramId : target.chatId };
  try {
    await show(bot, await announcementCard(bot, id, showsIn(target.language)), audience, repliesOf(bot, announcement));
  } catch (error) {
    if (!isNobodyThere(error)) throw error;
    bot.deps.logger.info({ announcement: id }, 'whoever announced cannot be told any more');
  }
  const now = bot.deps.clock.now();
  for (const commandId of ended) await bot.deps.store.markReported(commandId, now);
}

const untold = ({ places }: AnnouncementRecord): string[] =>
  places
    .flatMap(({ command }) => command ?? [])
    .filter(({ command, operations }) => command.reportedAt === null && operations.every(isSettled))
    .map(({ command }) => command.id);

/** Where there is no message to edit any more a new one is sent, and edited from then on. */
function repliesOf({ announcements }: Bot, { id, target }: AnnouncementRecord): Replies {
  return {
    ids: target?.messageId == null ? [] : [target.messageId],
    async save([messageId]) {
      if (target && messageId)
        await announcements.transaction((tx) => tx.saveAnnouncement(id, { target: { ...target, messageId } }));
    },
  };
}
