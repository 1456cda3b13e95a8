import { setTimeout as sleep } from 'node:timers/promises';
import type { Wake } from '@pinwheel/pinning';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Queues } from '../src/index.js';
import { createTrial, type Trial } from './support.js';

const tick = (id: number, at = Date.now()): Wake => ({ kind: 'pin', id, at });

describeOnQueueBackends('queues whose store comes and goes', (backend) => {
  let trial: Trial;
  let queues: Queues;
  let ran: number[];
  beforeEach(async () => {
    trial = await createTrial(backend);
    queues = await trial.join();
    ran = [];
  });
  afterEach(() => trial[Symbol.asyncDispose]());

  const note = async ({ id }: { id: number }) => void ran.push(id);
  const hasRun = (id: number) => eventually(() => ran.includes(id), { timeoutMs: 15_000 });
  /** As the sweep does it: again and again, whatever became of it before. */
  const sweep = (id: number) =>
    eventually(
      async () => {
        await queues.wake([tick(id)]);
        return true;
      },
      { timeoutMs: 15_000 },
    );

  it(
    'refuses wake-ups and pings within seconds while the store is down, and takes them when it is back',
    { timeout: 15_000 },
    async () => {
      await queues.wake([tick(1)]);
      await trial.outage.begin();
      const begun = Date.now();
      // A queue that is open, one that is not yet, and the question whether the store is there.
      const answers = [queues.wake([tick(2)]), queues.wake([{ kind: 'report', id: 'a', at: begun }]), queues.ping()];
      const settled = await Promise.allSettled(answers);
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      expect((settled[0] as PromiseRejectedResult).reason.message).toMatch(/^Wake-ups could not be added: ./);
      await trial.outage.end();
      await sweep(3);
      await eventually(async () => (await queues.wake([{ kind: 'report', id: 'a', at: begun }]), true));
      await queues.ping();
      await queues.workTicks(note).resume();
      await hasRun(3);
    },
  );

  it(
    'refuses wake-ups and pings within seconds when the store falls silent, and works when it is back',
    { timeout: 15_000 },
    async () => {
      await queues.workTicks(note).resume();
      await queues.wake([tick(1)]);
      await hasRun(1);
      trial.outage.freeze();
      const settled = await Promise.allSettled([queues.wake([tick(2)]), queues.ping()]);
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await trial.outage.begin();
      await trial.outage.end();
      await sweep(3);
      await hasRun(3);
    },
  );

  it('goes on after the store was away, for jobs due then, due later and new ones', async () => {
    await queues.workTicks(note).resume();
    await queues.wake([tick(1)]);
    await hasRun(1);
    await queues.wake([tick(2, Date.now() + 800), tick(3, Date.now() + 3_000)]);
    await trial.outage.begin();
    await sleep(1_500);
    await trial.outage.end();
    await hasRun(2);
    await sweep(4);
    await hasRun(4);
    await hasRun(3);
  });

  it('runs no job twice when the store goes away under it', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const worker = queues.workTicks(async (each) => {
      await note(each);
      if (each.id === 1) await released;
    });
    await worker.resume();
    await queues.wake([tick(1)]);
    await hasRun(1);
    await trial.outage.begin();
    release();
    await sleep(300);
    await trial.outage.end();
    await sweep(2);
    await hasRun(2);
    await eventually(async () => (await queues.counts())['ticks']!.active === 0, { timeoutMs: 15_000 });
    expect(ran).toEqual([1, 2]);
  });

  it('begins when the store is back if it was resumed while it was away', async () => {
    await trial.outage.begin();
    await queues.workTicks(note).resume();
    await sleep(300);
    await trial.outage.end();
    await sweep(1);
    await hasRun(1);
  });

  it('stops within seconds while the store is away, also in the middle of a job', { timeout: 15_000 }, async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await queues.workReports(async () => {}).resume();
    await queues
      .workTicks(async (each) => {
        await note(each);
        await released;
      })
      .resume();
    await queues.wake([tick(1)]);
    await hasRun(1);
    await trial.outage.begin();
    release();
    await queues[Symbol.asyncDispose]();
    await trial.outage.end();
  });

  it('stops within seconds while the store is silent', { timeout: 15_000 }, async () => {
    await queues.workTicks(note).resume();
    await queues.wake([tick(1)]);
    await hasRun(1);
    trial.outage.freeze();
    await queues[Symbol.asyncDispose]();
  });

  it('can be paused and resumed while the store is away', async () => {
    const worker = queues.workTicks(note);
    await worker.resume();
    await queues.wake([tick(1)]);
    await hasRun(1);
    await trial.outage.begin();
    await worker.pause();
    await worker.resume();
    await trial.outage.end();
    await sweep(2);
    await hasRun(2);
    expect(ran.filter((id) => id === 2)).toEqual([2]);
  });

  it('does not flood the log while the store is away', async () => {
    await queues.workTicks(note).resume();
    await queues.workOperations('shop', async () => {}, { concurrency: 1, pace: { count: 1, perMs: 1_000 } }).resume();
    await trial.outage.begin();
    await sleep(2_500);
    expect(trial.lines.length).toBeGreaterThan(0);
    expect(trial.lines.length).toBeLessThan(8);
    await trial.outage.end();
    await sweep(1);
    await hasRun(1);
  });

  it.runIf(backend === 'redis')('runs new jobs promptly after Redis was wiped', async () => {
    const idle: string[] = [];
    const pace = { count: 1, perMs: 1_000 };
    await queues.workOperations('shop', async (id) => void idle.push(id), { concurrency: 1, pace }).resume();
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const worker = queues.workTicks(async (each) => {
      await note(each);
      if (each.id === 1) await released;
    });
    await worker.resume();
    await queues.wake([tick(1), tick(2, Date.now() + 60_000)]);
    await hasRun(1);
    const redis = new Redis(trial.redisUrl!);
    await redis.flushdb();
    redis.disconnect();
    await queues.wake([tick(3), { kind: 'operation', instanceId: 'shop', id: 'new', at: Date.now() }]);
    release();
    // Sooner than the 10 s after which a worker looks for itself.
    await eventually(() => ran.includes(3) && idle.includes('new'), { timeoutMs: 5_000 });
    await queues.wake([tick(4)]);
    await hasRun(4);
    expect(ran).toEqual([1, 3, 4]);
  });
});
