import { randomBytes } from 'node:crypto';
import { type AppConfiguration, createIds, createLogger, createStack, readConfiguration } from '@pinwheel/runtime';
import { captureLogs, createTestDatabase, describeOnQueueBackends, eventually, testRedisUrl } from '@pinwheel/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Context, openContext } from '../src/index.js';

describeOnQueueBackends('what an app stands on', (backend) => {
  let stack: ReturnType<typeof createStack>;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let env: Record<string, string>;
  beforeEach(async () => {
    stack = createStack();
    database = stack.use(await createTestDatabase());
    env = {
      DATABASE_URL: database.url,
      PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64'),
      ...(backend === 'redis' && { REDIS_URL: testRedisUrl()! }),
    };
  });
  afterEach(() => stack[Symbol.asyncDispose]());

  const open = (more: Record<string, string> = {}): Promise<Context> =>
    openContext({
      configuration: readConfiguration({ ...env, ...more }, 'app') as AppConfiguration,
      logger: createLogger({ level: 'debug', format: 'json', destination: captureLogs().stream }),
      clock: { now: Date.now },
      ids: createIds(),
    });

  /** Rejects while anybody is connected. */
  const findNobodyConnected = () =>
    database.run(`DO $$ BEGIN
      ASSERT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) = 1, 'others are connected';
    END $$`);
  /** PostgreSQL forgets a connection a moment after its end. */
  const expectNobodyConnected = () => eventually(() => findNobodyConnected().then(() => true));

  it('is a database with its tables and queues that bring what one process wakes to another', async () => {
    const [one, two] = [stack.use(await open()), stack.use(await open())];
    expect(one.queues.backend).toBe(backend);
    await one.deps.instances.create('main');
    expect(await two.deps.instances.all()).toMatchObject([{ id: 'main', state: 'unlinked' }]);

    const woken: unknown[] = [];
    const worker = stack.use(two.queues.workTicks(async (tick) => void woken.push(tick)));
    await worker.resume();
    await one.deps.waker.wake([{ kind: 'schedule', id: 7, at: Date.now() }]);
    await eventually(() => expect(woken).toEqual([{ kind: 'schedule', id: 7 }]));
  });

  it('seals and opens with the key of the configuration', async () => {
    const [one, two] = [stack.use(await open()), stack.use(await open())];
    const secret = Buffer.from('a secret');
    expect(Buffer.from(two.sealer.open(one.sealer.seal(secret, 'here'), 'here'))).toEqual(secret);
  });

  it('is closed whole', async () => {
    const context = await open();
    await expect(findNobodyConnected()).rejects.toThrow('others are connected');
    await context[Symbol.asyncDispose]();
    await expectNobodyConnected();
  });

  it('leaves nothing open when it can not be had whole', async () => {
    await expect(open({ REDIS_URL: 'redis://127.0.0.1:1' })).rejects.toThrow(/REDIS_URL/);
    await expectNobodyConnected();
  });
});
