import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, openContext } from '@pinwheel/context';
import type { CatchUp } from '@pinwheel/domain';
import { foresee, sweep } from '@pinwheel/pinning';
import { createIds, createLogger, createStack, readConfiguration } from '@pinwheel/runtime';
import {
  captureLogs,
  createTestDatabase,
  eventually,
  type QueueBackend,
  TestClock,
  testRedisUrl,
  wipeRedis,
} from '@pinwheel/testing';
import { Machine } from './machine.js';
import { makePlans } from './plans.js';

/** A cause, and the moment that its occurrence has: `schedule:12@1767254400000`. */
export type Fired = string;

/** How long a step may take on a machine that does something else, too, in ms. */
const patience = 60_000;

const lookEveryMs = 12;

/** A year of many chats, of which a clock is fast-forwarded from one moment at which something is due to the next. */
export class Year implements AsyncDisposable {
  readonly context: Context;
  readonly clock: TestClock;
  readonly machine: Machine;
  readonly #redisUrl: string | null;
  readonly #stack: AsyncDisposable;
  steps = 0;

  private constructor(
    stack: AsyncDisposable,
    parts: { context: Context; clock: TestClock; machine: Machine; redisUrl: string | null },
  ) {
    this.#stack = stack;
    this.context = parts.context;
    this.clock = parts.clock;
    this.machine = parts.machine;
    this.#redisUrl = parts.redisUrl;
  }

  static async open(backend: QueueBackend, start: number, chats: number): Promise<Year> {
    const stack = createStack();
    const database = stack.use(await createTestDatabase());
    // What was committed outlives a restart, as everywhere but on a server for tests.
    await database.run(
      `do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`,
    );
    const redisUrl = backend === 'redis' ? testRedisUrl() : null;
    const env = {
      DATABASE_URL: database.url,
      TELEGRAM_OWNER_IDS: '7',
      PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64'),
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
    };
    const clock = new TestClock(start);
    const logger = createLogger({ level: 'warn', format: 'json', destination: captureLogs().stream });
    const options = { configuration: readConfiguration(env, 'app'), logger, clock, ids: createIds() };
    const context = stack.use(await openContext(options));
    await context.deps.instances.create('main');
    await context.deps.instances.update('main', { state: 'linked' });
    await makePlans(context.deps, start, chats);
    const machine = stack.use(new Machine(env));
    await machine.start(start);
    return new Year(stack, { context, clock, machine, redisUrl });
  }

  /** What the agenda says now will fire until a moment. */
  async foreseen(until: number): Promise<Fired[]> {
    const chats = await foresee(this.context.deps, { chatId: null, until });
    return chats
      .flatMap(({ entries }) => entries)
      .filter(({ cause }) => cause.kind !== 'pin')
      .map(({ at, cause }) => `${cause.kind}:${cause.id}@${at}`)
      .toSorted();
  }

  /** What has fired, with the moment at which it did. */
  async fired(): Promise<Fired[]> {
    const { rows } = await this.context.database.drizzle.execute<{ fired: string }>(`
      select (actor ->> 'kind') || ':' || coalesce(actor ->> 'scheduleId', actor ->> 'rotationId')
        || '@' || (extract(epoch from made_at) * 1000)::bigint as fired
      from commands where actor ->> 'kind' in ('schedule', 'rotation')
        and refusal ->> 'kind' is distinct from 'missed'`);
    return rows.map(({ fired }) => fired).toSorted();
  }

  /** Goes to each moment at which something is due, and waits until it is done. The first is disturbed in its midst. */
  async run(until: number, disturb: () => Promise<void> = async () => {}): Promise<void> {
    let disturbed = false;
    for (;;) {
      const next = await this.#next();
      if (next === null || next > until) break;
      await this.#goTo(Math.max(next, this.clock.now()), disturbed ? null : disturb);
      disturbed = true;
      this.steps += 1;
    }
    await this.#setClock(until);
  }

  /** Nobody is at work until then, and everything that comes meanwhile is missed. */
  async sleep(until: number): Promise<void> {
    await this.machine.kill('SIGTERM');
    this.clock.set(until);
    await this.machine.start(until);
  }

  async wipeQueues(): Promise<void> {
    if (this.#redisUrl !== null) await wipeRedis(this.#redisUrl);
    else await this.context.database.drizzle.execute('delete from bullmq.job');
  }

  /** Nobody has time to put anything away. */
  async killMachine(): Promise<void> {
    await this.machine.kill();
    await this.machine.start(this.clock.now());
  }

  /**
   * The server starts anew and recovers, as after a crash: that is what PostgreSQL does when one of its processes is
   * killed. All who are connected are cut off.
   */
  async restartDatabase(): Promise<void> {
    const { drizzle } = this.context.database;
    const begun = await this.#serverBegan();
    const { rows } = await drizzle.execute<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]!.pid;
    // A server elsewhere has its own numbers of processes.
    if (!(await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('postgres'))
      throw new Error('this needs a PostgreSQL on this machine');
    process.kill(pid, 'SIGKILL');
    await eventually(async () => (await this.#serverBegan()) !== begun, { timeoutMs: 30_000 });
  }

  /** Its last start or recovery, with which its checkpointer begins. */
  async #serverBegan(): Promise<string> {
    const { rows } = await this.context.database.drizzle.execute<{ began: string }>(
      "select backend_start::text as began from pg_stat_activity where backend_type = 'checkpointer'",
    );
    return rows[0]!.began;
  }

  /** What each schedule does with what it missed. */
  async policies(): Promise<ReadonlyMap<string, CatchUp['policy']>> {
    const { rows } = await this.context.database.drizzle.execute<{ id: string; policy: CatchUp['policy'] }>(
      `select 'schedule:' || id as id, catch_up ->> 'policy' as policy from schedules`,
    );
    return new Map(rows.map(({ id, policy }) => [id, policy]));
  }

  async #goTo(moment: number, disturb: (() => Promise<void>) | null): Promise<void> {
    await this.#setClock(moment);
    const deadline = performance.now() + patience;
    for (let look = 0; !(await this.#isDone()); look += 1) {
      // Now and then again: what was swept up while nobody worked is found by the next sweep alone.
      if (look % 400 === 0) await sweep(this.context.deps);
      if (look === 0) await disturb?.();
      if (performance.now() > deadline) throw new Error(`what is due at ${new Date(moment).toISOString()} is not done`);
      // Who asks all the time takes the processor from those who work.
      await sleep(lookEveryMs);
    }
  }

  async #setClock(moment: number): Promise<void> {
    this.clock.set(moment);
    await this.machine.setClock(moment);
  }

  /** The earliest moment at which something is due. */
  async #next(): Promise<number | null> {
    const { rows } = await this.context.database.drizzle.execute<{ next: number | null }>(`
      select extract(epoch from min(at))::float8 * 1000 as next from (
        select next_at as at from schedules where state = 'active'
        union all select next_at from airings where state = 'active'
        union all select tend_at from pins where ended_at is null and tend_at is not null
        union all select wake_at from operations o where wake_at is not null and state = 'waiting' and not exists (
          select from operations where chat_id = o.chat_id and seq < o.seq and state in ('waiting', 'sending'))
      ) as due`);
    return rows[0]!.next;
  }

  /** Nothing is due any more, and nobody is at work. */
  async #isDone(): Promise<boolean> {
    const { store } = this.context.deps;
    const now = this.clock.now();
    return (await store.countOperations(now)).waiting === 0 && (await store.dueWakes(now, 1)).length === 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack[Symbol.asyncDispose]();
  }
}
