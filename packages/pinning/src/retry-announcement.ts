import type { AnnouncementDeps } from './announce.js';
import { wakeAfterCommit } from './deps.js';
import { placeState } from './find-announcement.js';

export interface RetryAnnouncement {
  announcementId: number;
  /** The same source as the last time is the same retry. */
  source: string;
  /** Of the message that shows how it goes; `drawn_anew`: it will be, and then is named by `reportAnnouncementTo`. */
  report: 'as_before' | 'drawn_anew';
}

export type RetryAnnouncementReply =
  /** In so many chats it is tried again. */
  { kind: 'retried'; chats: number } | { kind: 'nothing_failed' } | { kind: 'gone' };

/** Tries again in the chats where it failed, and only there. */
export async function retryAnnouncement(
  deps: AnnouncementDeps,
  { announcementId, source, report }: RetryAnnouncement,
): Promise<RetryAnnouncementReply> {
  const now = deps.clock.now();
  const reply = await deps.announcements.transaction(async (tx): Promise<RetryAnnouncementReply> => {
    const announcement = await tx.lockAnnouncement(announcementId);
    if (!announcement) return { kind: 'gone' };
    const again = announcement.places.filter(({ tries }) => tries > 1).length;
    if (announcement.retriedBy === source) return { kind: 'retried', chats: again };
    const failed = announcement.places.filter((place) => placeState(place) === 'failed');
    if (failed.length === 0) return { kind: 'nothing_failed' };
    for (const { chat, tries } of failed)
      await tx.savePlace(announcementId, chat.id, { tries: tries + 1, commandId: null });
    const target = report === 'drawn_anew' ? null : announcement.target;
    await tx.saveAnnouncement(announcementId, { retriedBy: source, target, wakeAt: now });
    return { kind: 'retried', chats: failed.length };
  });
  if (reply.kind === 'retried') await wakeAfterCommit(deps, [{ kind: 'announcement', id: announcementId, at: now }]);
  return reply;
}
