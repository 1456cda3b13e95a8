import { isSettled } from '@pinwheel/domain';
import type { AnnouncementDeps } from './announce.js';
import { wakeAfterCommit } from './deps.js';
import type { ReportTarget } from './ports/instance.js';
import type { Wake } from './ports/wake.js';

/** Says where the results of an announcement are to be shown as they come, once there is a message to edit. */
export async function reportAnnouncementTo(
  deps: AnnouncementDeps,
  announcementId: number,
  target: ReportTarget,
): Promise<void> {
  const at = deps.clock.now();
  const wakes = await deps.announcements.transaction(async (tx): Promise<Wake[]> => {
    const announcement = await tx.lockAnnouncement(announcementId);
    if (!announcement) return [];
    await tx.saveAnnouncement(announcementId, { target });
    const planned = announcement.places.flatMap(({ command }) => command ?? []);
    for (const { command } of planned) await tx.setReportTarget(command.id, target);
    return planned
      .filter(({ operations }) => operations.every(isSettled))
      .map(({ command: { id } }) => ({ kind: 'report' as const, id, at }));
  });
  await wakeAfterCommit(deps, wakes);
}
