import { setTimeout as sleep } from 'node:timers/promises';
import type { Wake } from '@pinwheel/pinning';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Queues, QueueWorker } from '../src/index.js';
import { createTrial, type Trial } from './support.js';

const operation = (id: string, at = Date.now(), instanceId = 'shop'): Wake => ({
  kind: 'operation',
  instanceId,
  id,
  at,
});
const unhurried = { concurrency: 1, pace: { count: 1_000, perMs: 1_000 } };

describeOnQueueBackends('queues', (backend) => {
  let trial: Trial;
  let queues: Queues;
  beforeEach(async () => {
    trial = await createTrial(backend);
    queues = await trial.join();
  });
  afterEach(() => trial[Symbol.asyncDispose]());

  /** A worker that notes what it runs, and when. */
  async function note(instanceId = 'shop', options = unhurried, by = queues) {
    const ran: { id: string; at: number }[] = [];
    const worker = by.workOperations(instanceId, async (id) => void ran.push({ id, at: Date.now() }), options);
    await worker.resume();
    return { worker, ran, ids: () => ran.map(({ id }) => id) };
  }

  const settled = (ran: unknown[], count: number) => eventually(() => ran.length >= count);

  it('says which store it uses, and that it answers', async () => {
    expect(queues.backend).toBe(backend);
    await queues.ping();
  });

  it('runs what is due at once, and what is due later at its time and never before', async () => {
    const { ran } = await note();
    const later = Date.now() + 1_500;
    await queues.wake([operation('later', later), operation('due', Date.now() - 60_000)]);
    await settled(ran, 1);
    expect(ran[0]!.id).toBe('due');
    expect(ran[0]!.at).toBeLessThan(later);
    await settled(ran, 2);
    expect(ran[1]!.at).toBeGreaterThanOrEqual(later);
  });

  it('takes the same wake-up added twice for one, and the same row at another time for another', async () => {
    const at = Date.now();
    await queues.wake([operation('a', at), operation('a', at), operation('a', at + 1)]);
    await queues.wake([operation('a', at), operation('end', at)]);
    const { ran, ids } = await note();
    await settled(ran, 3);
    expect(ids().sort()).toEqual(['a', 'a', 'end']);
  });

  it('wakes the same row at the same time again once it has run, failed or not', async () => {
    const at = Date.now();
    const ran: string[] = [];
    const worker = queues.workOperations(
      'shop',
      async (id) => {
        ran.push(id);
        if (id === 'bad') throw new Error('refused');
      },
      unhurried,
    );
    await worker.resume();
    const timesOf = (wanted: string) => ran.filter((id) => id === wanted).length;
    for (const times of [1, 2, 3]) {
      await eventually(async () => {
        await queues.wake([operation('good', at), operation('bad', at)]);
        return timesOf('good') >= times && timesOf('bad') >= times;
      });
    }
  });

  it('runs nothing until it is resumed', async () => {
    const ran: string[] = [];
    const worker = queues.workOperations('shop', async (id) => void ran.push(id), unhurried);
    await queues.wake([operation('a')]);
    const other = await note('other');
    await queues.wake([operation('b', Date.now(), 'other')]);
    await settled(other.ran, 1);
    expect(ran).toEqual([]);
    await worker.resume();
    await settled(ran, 1);
  });

  it('lets the job under way end when it is paused, and takes the rest when it is resumed', async () => {
    const [begun, ended] = [[] as string[], [] as string[]];
    const gate = Promise.resolve();
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const worker = queues.workOperations(
      'shop',
      async (id) => {
        begun.push(id);
        await (id === 'first' ? opened : gate);
        ended.push(id);
      },
      unhurried,
    );
    await worker.resume();
    await queues.wake([operation('first'), operation('second')]);
    await settled(begun, 1);
    const paused = worker.pause();
    open();
    await paused;
    expect([begun, ended]).toEqual([['first'], ['first']]);
    await queues.wake([operation('third')]);
    expect((await queues.counts())['operations-shop']).toEqual({ waiting: 2, delayed: 0, active: 0, failed: 0 });
    await worker.resume();
    await settled(ended, 3);
    expect(ended).toEqual(['first', 'second', 'third']);
  });

  it('can be paused and resumed as fast as a socket comes and goes', async () => {
    const { worker, ran } = await note();
    const changes: Promise<void>[] = [];
    for (let round = 0; round < 5; round += 1) changes.push(worker.pause(), worker.resume());
    await Promise.all(changes);
    await queues.wake([operation('a')]);
    await settled(ran, 1);
    expect(trial.lines).toEqual([]);
  });

  it('runs the operations of an instance one after another, in their order', async () => {
    let running = 0;
    const ran: string[] = [];
    const worker = queues.workOperations(
      'shop',
      async (id) => {
        running += 1;
        expect(running).toBe(1);
        await sleep(2);
        running -= 1;
        ran.push(id);
      },
      unhurried,
    );
    const ids = Array.from({ length: 30 }, (_, index) => `op${index}`);
    await queues.wake(ids.slice(0, 15).map((id) => operation(id)));
    await worker.resume();
    await queues.wake(ids.slice(15).map((id) => operation(id)));
    await settled(ran, 30);
    expect(ran).toEqual(ids);
    expect(trial.lines).toEqual([]);
  });

  it('keeps the pace in a burst, also when two processes work the queue', async () => {
    const pace = { concurrency: 1, pace: { count: 2, perMs: 400 } };
    const [one, other] = [await note('shop', pace), await note('shop', pace, await trial.join())];
    await queues.wake(Array.from({ length: 8 }, (_, index) => operation(`op${index}`)));
    const all = await eventually(() => {
      const ran = [...one.ran, ...other.ran].sort((a, b) => a.at - b.at);
      return ran.length === 8 ? ran : undefined;
    });
    // Four windows of two: whoever opens the fourth comes three windows after the first.
    expect(all![6]!.at - all![0]!.at).toBeGreaterThanOrEqual(3 * 400 - 50);
  });

  it('lets instances go at their own pace', async () => {
    const slow = await note('slow', { concurrency: 1, pace: { count: 1, perMs: 60_000 } });
    const fast = await note('fast');
    const burst = (instance: string) => ['a', 'b', 'c'].map((id) => operation(id, Date.now(), instance));
    await queues.wake([...burst('slow'), ...burst('fast')]);
    await settled(fast.ran, 3);
    await settled(slow.ran, 1);
    expect(slow.ids()).toEqual(['a']);
  });

  it('shares the work between processes, each job run once', async () => {
    const other = await trial.join();
    const byOne: number[] = [];
    const byOther: number[] = [];
    const work = (by: Queues, ran: number[]): QueueWorker =>
      by.workTicks(
        async ({ id }) => {
          ran.push(id);
          await sleep(5);
        },
        { concurrency: 2 },
      );
    await Promise.all([work(queues, byOne).resume(), work(other, byOther).resume()]);
    const ids = Array.from({ length: 60 }, (_, index) => index);
    await queues.wake(ids.map((id) => ({ kind: 'schedule', id, at: Date.now() })));
    await eventually(() => byOne.length + byOther.length >= 60);
    expect([...byOne, ...byOther].sort((a, b) => a - b)).toEqual(ids);
    expect(byOne.length).toBeGreaterThan(0);
    expect(byOther.length).toBeGreaterThan(0);
  });

  it('goes on after a job that throws, does not run it again, and logs what can be read', async () => {
    const ran: string[] = [];
    const words = `cut in an emoji \uD83D and \0 over`;
    const worker = queues.workOperations(
      'shop',
      async (id) => {
        ran.push(id);
        if (id === 'bad') throw new Error(words);
      },
      unhurried,
    );
    await worker.resume();
    await queues.wake([operation('bad'), operation('good')]);
    await settled(ran, 2);
    await eventually(async () => (await queues.counts())['operations-shop']!.active === 0);
    expect(ran).toEqual(['bad', 'good']);
    const [line] = trial.lines;
    expect(line).toMatchObject({ level: 'error', kind: 'operation', id: 'bad' });
    expect(line!.error!.message).toBe('cut in an emoji \uFFFD and \uFFFD over');
    expect(line!.error!.stack!.isWellFormed()).toBe(true);
  });

  it('brings ticks and reports to their workers', async () => {
    const brought: unknown[] = [];
    await queues.workTicks(async (tick) => void brought.push(tick)).resume();
    await queues.workReports(async (report) => void brought.push(report)).resume();
    const at = Date.now();
    await queues.wake([
      { kind: 'schedule', id: 1, at },
      { kind: 'rotation', id: 1, at },
      { kind: 'pin', id: 1, at },
      { kind: 'report', id: 'r:1', at },
      { kind: 'linking', id: 'l{1}', at },
    ]);
    await settled(brought, 5);
    const expected = [
      { kind: 'schedule', id: 1 },
      { kind: 'rotation', id: 1 },
      { kind: 'pin', id: 1 },
      { kind: 'report', id: 'r:1' },
      { kind: 'linking', id: 'l{1}' },
    ];
    expect(brought).toHaveLength(5);
    expect(brought).toEqual(expect.arrayContaining(expected));
  });

  it('takes any instance id, and any time up to years ahead', async () => {
    const id = '3B4D:5511999999999@s.whatsapp.net {x} ünï';
    const { ran } = await note(id);
    await queues.wake([operation('a', Date.now(), id), operation('b', Date.now() + 400 * 86_400_000, id)]);
    await settled(ran, 1);
    const name = `operations-${encodeURIComponent(id)}`;
    await eventually(async () => (await queues.counts())[name]!.active === 0);
    expect((await queues.counts())[name]).toMatchObject({ waiting: 0, delayed: 1 });
  });

  it('waits for the job under way when it is disposed of, and begins no other', async () => {
    const [begun, ended] = [[] as string[], [] as string[]];
    const worker = queues.workOperations(
      'shop',
      async (id) => {
        begun.push(id);
        await sleep(300);
        ended.push(id);
      },
      unhurried,
    );
    await worker.resume();
    await queues.wake([operation('first'), operation('second')]);
    await settled(begun, 1);
    await queues[Symbol.asyncDispose]();
    expect([begun, ended]).toEqual([['first'], ['first']]);
    await worker.resume();
    const after = await note('shop', unhurried, await trial.join());
    await settled(after.ran, 1);
    expect([begun, after.ids()]).toEqual([['first'], ['second']]);
  });

  it('starts in several processes at once on an empty store', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => trial.join()));
    await Promise.all(all.map((each) => each.ping()));
  });

  it('cares for 200 instances with few connections', async () => {
    const ran = new Set<string>();
    const workers = Array.from({ length: 200 }, (_, index) =>
      queues.workOperations(`i${index}`, async (id) => void ran.add(id), unhurried),
    );
    await Promise.all(workers.map((worker) => worker.resume()));
    await queues.wake(workers.map((_, index) => operation(`op${index}`, Date.now(), `i${index}`)));
    await eventually(() => ran.size === 200, { timeoutMs: 20_000 });
    expect(trial.outage.connections).toBeLessThanOrEqual(backend === 'postgres' ? 5 : 202);
    expect(trial.lines).toEqual([]);
  });
});
