import type { Transaction } from '@pinwheel/pinning';
import type { Connection } from '../connection.js';
import { deeds } from '../schema/index.js';

export const deedsIn = (db: Connection): Pick<Transaction, 'recordDeed'> => ({
  async recordDeed(deed) {
    await db.insert(deeds).values(deed);
  },
});
