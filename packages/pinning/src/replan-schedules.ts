import type { Chat } from '@pinwheel/domain';
import { replan } from '@pinwheel/domain';
import { scheduleWake } from './create-schedule.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';

/** Finds anew when the schedules of a chat are next due, in the transaction that changes its quiet hours or its zone. */
export async function replanSchedules(tx: Transaction, chat: Chat): Promise<Wake[]> {
  const wakes: Wake[] = [];
  for (const { kind, id } of await tx.lockPlans(chat.id)) {
    const schedule = kind === 'schedule' ? await tx.lockSchedule(id) : null;
    if (!schedule) continue;
    const replanned = replan(schedule, chat);
    if (replanned.nextAt === schedule.nextAt) continue;
    await tx.saveSchedule(replanned);
    wakes.push(...scheduleWake(replanned));
  }
  return wakes;
}
