import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { startWorker } from '../src/index.js';
import { type Fixture, openFixture } from './fixture.js';

const never = 3_600_000;

describeOnQueueBackends('the worker', (backend) => {
  let fixture: Fixture;
  let worker: AsyncDisposable | null = null;
  beforeEach(async () => {
    fixture = await openFixture(backend);
  });
  afterEach(async () => {
    await worker?.[Symbol.asyncDispose]();
    await fixture[Symbol.asyncDispose]();
  });

  /** What waits to be woken on the clock's account by then. */
  async function due(at: number): Promise<string[]> {
    const wakes = await fixture.context.deps.store.dueWakes(at, 100);
    return wakes.flatMap(({ kind }) => (['schedule', 'rotation', 'pin'].includes(kind) ? [kind] : [])).toSorted();
  }

  async function expectAllDone(at: number): Promise<void> {
    await eventually(async () => expect(await due(at)).toEqual([]));
    // The schedule's pin; the rotation's text and its pin; the end of the hold.
    expect(await fixture.context.deps.store.countOperations(0)).toMatchObject({ waiting: 4 });
  }

  it('carries out what the queue brings, when it is due', async () => {
    worker = await startWorker(fixture.context, { sweepMs: never });
    const at = Date.now() + 1_500;
    const { schedule, rotation, pin } = await fixture.makeDue(at);
    await fixture.context.queues.wake([
      { kind: 'schedule', id: schedule, at },
      { kind: 'rotation', id: rotation, at },
      { kind: 'pin', id: pin, at },
    ]);
    await expectAllDone(at);
    expect(Date.now()).toBeGreaterThanOrEqual(at);
  });

  it('finds by its sweep what nobody was woken for', async () => {
    worker = await startWorker(fixture.context, { sweepMs: 50 });
    const at = Date.now() + 300;
    await fixture.makeDue(at);
    expect(await due(at)).toEqual(['pin', 'rotation', 'schedule']);
    await expectAllDone(at);
  });

  it('goes on sweeping when a sweep has failed', async () => {
    const { context, logs } = fixture;
    const { store } = context.deps;
    let failures = 2;
    const failing: typeof store = {
      ...store,
      async dueWakes(now, limit) {
        if (failures-- > 0) throw new Error('the database is away');
        return store.dueWakes(now, limit);
      },
    };
    const at = Date.now();
    await fixture.makeDue(at);
    worker = await startWorker({ ...context, deps: { ...context.deps, store: failing } }, { sweepMs: 20 });
    await expectAllDone(at);
    expect(logs.lines().filter(({ msg }) => msg === 'sweep failed; trying again')).toHaveLength(2);
  });
});
