import type { Store } from '@pinwheel/pinning';
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { operations } from '../schema/index.js';
import { isUnsettled } from './rows.js';

export const putOffIn = (db: Connection): Pick<Store, 'putOffOperations'> => ({
  putOffOperations: (chatId, now) =>
    db
      .select()
      .from(operations)
      .where(and(eq(operations.chatId, chatId), isUnsettled, isNotNull(operations.putOff), gt(operations.wakeAt, now)))
      .orderBy(asc(operations.seq)),
});
