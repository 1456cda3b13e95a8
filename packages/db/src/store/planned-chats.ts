import type { Store } from '@pinwheel/pinning';
import { and, eq, getTableColumns, or, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { airings, chats, schedules } from '../schema/index.js';

export const isActive = (plans: typeof schedules | typeof airings): SQL => eq(plans.state, 'active');

export const isSuspended = (plans: typeof schedules | typeof airings): SQL =>
  and(eq(plans.state, 'paused'), eq(plans.pausedBecause, 'rights'))!;

export function plannedChatsIn(db: Connection): Pick<Store, 'plannedChats'> {
  const some = (condition: typeof isActive) => sql<boolean>`(
    exists (select from ${schedules} where ${schedules.chatId} = ${chats.id} and ${condition(schedules)})
    or exists (select from ${airings} where ${airings.chatId} = ${chats.id} and ${condition(airings)}))`;
  return {
    async plannedChats(instanceId) {
      const [active, suspended] = [some(isActive), some(isSuspended)];
      const found = await db
        .select({ chat: getTableColumns(chats), active, suspended })
        .from(chats)
        .where(and(eq(chats.instanceId, instanceId), or(active, suspended)));
      return found;
    },
  };
}
