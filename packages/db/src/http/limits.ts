import type { Limits } from '@pinwheel/pinning';
import { getTableName } from 'drizzle-orm';
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { rateLimits } from './schema/limits.js';

/** For installations without Redis. The library forgets what has expired by itself. */
export const limitsIn = (client: pg.Pool): Limits => ({
  open(name, { count, perSeconds }) {
    const allowed = { keyPrefix: name, points: count, duration: perSeconds };
    const limiter = new RateLimiterPostgres({
      ...allowed,
      storeClient: client,
      storeType: 'pool',
      tableName: getTableName(rateLimits),
      tableCreated: true,
      insuranceLimiter: new RateLimiterMemory(allowed),
    });
    return {
      async take(key) {
        const taken = await limiter.consume(key).catch((thrown: unknown) => {
          if (thrown instanceof RateLimiterRes) return thrown;
          throw thrown;
        });
        const { consumedPoints, remainingPoints, msBeforeNext } = taken;
        const exceeded = consumedPoints > count;
        return { exceeded, remaining: remainingPoints, resetAt: Date.now() + msBeforeNext };
      },
    };
  },
});
