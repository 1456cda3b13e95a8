import type { Limits } from '@pinwheel/pinning';
import type { Cluster, Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export const limitsOn = (client: Redis | Cluster, prefix: string): Limits => ({
  open(name, { count, perSeconds }) {
    const allowed = { keyPrefix: `${prefix}:limit:${name}`, points: count, duration: perSeconds };
    const limiter = new RateLimiterRedis({
      ...allowed,
      storeClient: client,
      rejectIfRedisNotReady: true,
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
