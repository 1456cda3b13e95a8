import { describe, expect, it } from 'vitest';
import { isSuspended, pause, restore, resume, suspend } from '../src/index.js';
import { hour, noon } from './build.js';

const plan = {
  rule: { kind: 'interval', everyMs: hour, from: noon },
  state: 'active',
  pausedBecause: null,
  nextAt: noon + hour,
} as const;

describe('a plan without rights', () => {
  it('is paused and keeps its next occurrence, so that what is missed can be caught up on', () => {
    const suspended = suspend(plan);
    expect(suspended).toMatchObject({ state: 'paused', pausedBecause: 'rights', nextAt: noon + hour });
    expect(restore(suspended)).toEqual(plan);
  });

  it('is not suspended when somebody has paused it, and does not go on by itself', () => {
    const paused = pause(plan);
    expect(suspend(paused)).toEqual(paused);
    expect(restore(paused)).toEqual(paused);
  });

  it('stays paused when somebody pauses it meanwhile', () => {
    const paused = pause(suspend(plan));
    expect(isSuspended(paused)).toBe(false);
    expect(restore(paused).state).toBe('paused');
  });

  it('goes on at its next occurrence when somebody resumes it', () => {
    expect(resume(suspend(plan), noon + 3 * hour)).toEqual({ ...plan, nextAt: noon + 4 * hour });
  });

  it('stays done or deleted', () => {
    for (const state of ['done', 'deleted'] as const) expect(suspend({ ...plan, state }).state).toBe(state);
  });
});
