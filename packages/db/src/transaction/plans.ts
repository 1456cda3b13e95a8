import type { Plan, Transaction } from '@pinwheel/pinning';
import { and, asc, eq, or } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { airings, schedules } from '../schema/index.js';
import { isActive, isSuspended } from '../store/planned-chats.js';

const tables = { schedule: schedules, rotation: airings };

export function plansIn(db: Connection): Pick<Transaction, 'lockPlans' | 'savePlan'> {
  const lockIn = async (kind: Plan['kind'], chatId: number): Promise<Plan[]> => {
    const plans = tables[kind];
    const { id, state, pausedBecause, nextAt } = plans;
    const refId = kind === 'rotation' ? airings.rotationId : schedules.id;
    const found = await db
      .select({ id, refId, state, pausedBecause, nextAt })
      .from(plans)
      .where(and(eq(plans.chatId, chatId), or(isActive(plans), isSuspended(plans))))
      .orderBy(asc(plans.id))
      .for('no key update');
    return found.map((plan) => ({ kind, ...plan }));
  };
  return {
    lockPlans: async (chatId) => [...(await lockIn('schedule', chatId)), ...(await lockIn('rotation', chatId))],
    async savePlan({ kind, id, state, pausedBecause }) {
      await db.update(tables[kind]).set({ state, pausedBecause }).where(eq(tables[kind].id, id));
    },
  };
}
