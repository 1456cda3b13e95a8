import { randomBytes } from 'node:crypto';
import { openContext, type Context } from '@pinwheel/context';
import { type AppConfiguration, createIds, createLogger, createStack, readConfiguration } from '@pinwheel/runtime';
import { captureLogs, createTestDatabase, eventually, queueBackends, testRedisUrl } from '@pinwheel/testing';
import { describe, expect, it } from 'vitest';

describe.skipIf(!queueBackends.includes('redis'))('two installations on one Redis', () => {
  it('never take each other for themselves: what one wakes the other does not see', async () => {
    await using stack = createStack();
    const redisUrl = testRedisUrl()!;
    const open = async (): Promise<Context> => {
      const database = stack.use(await createTestDatabase());
      const env = {
        DATABASE_URL: database.url,
        REDIS_URL: redisUrl,
        PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64'),
      };
      const configuration = readConfiguration(env, 'app') as AppConfiguration;
      const logger = createLogger({ level: 'warn', format: 'json', destination: captureLogs().stream });
      return stack.use(await openContext({ configuration, logger, clock: { now: Date.now }, ids: createIds() }));
    };
    const [demo, production] = [await open(), await open()];
    const seen: string[] = [];
    const worker = stack.use(demo.queues.workReports(async ({ id }) => void seen.push(id), { concurrency: 1 }));
    await production.queues.wake([{ kind: 'report', id: 'theirs', at: Date.now() }]);
    await demo.queues.wake([{ kind: 'report', id: 'ours', at: Date.now() }]);
    await worker.resume();
    // Jobs come in the order in which they were added: with a common queue theirs would have been first.
    await eventually(() => seen.includes('ours'));
    expect(seen).toEqual(['ours']);
    expect(Object.values(await production.queues.counts()).map(({ waiting }) => waiting)).toEqual([1]);
  });
});
