import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeJob, nameOperations } from '../src/jobs.js';
import { makeWellFormed, toWellFormedError } from '../src/well-formed.js';

describe('a job', () => {
  const at = 1_800_000_000_000;

  it('waits until its time, rounded up so that it is never early', () => {
    const delay = (now: number) => describeJob({ kind: 'pin', id: 1, at }, now).opts.delay;
    expect([delay(at - 5_000), delay(at - 0.5), delay(at), delay(at + 1)]).toEqual([5_000, 1, 0, 0]);
  });

  it('has an id that BullMQ takes, and that no other kind, row or time has', () => {
    const id = (wake: Parameters<typeof describeJob>[0]) => describeJob(wake, 0).opts.jobId!;
    const property = fc.property(fc.string(), fc.string(), fc.nat(), (one, other, time) => {
      const report = id({ kind: 'report', id: one, at: time });
      expect(report).not.toContain(':');
      expect(report).not.toBe(id({ kind: 'linking', id: one, at: time }));
      expect(report).not.toBe(id({ kind: 'report', id: one, at: time + 1 }));
      expect(report === id({ kind: 'report', id: other, at: time })).toBe(one === other);
    });
    fc.assert(property);
  });

  it('goes to a queue of its instance, whatever signs the instance has in its id', () => {
    const property = fc.property(fc.string(), fc.string(), (one, other) => {
      expect(nameOperations(one)).not.toMatch(/[:{}]/);
      expect(nameOperations(one) === nameOperations(other)).toBe(one === other);
    });
    fc.assert(property);
  });
});

describe('what was thrown', () => {
  it('becomes words that every store and log can hold', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), (text) => {
      const words = makeWellFormed(text);
      expect(words.isWellFormed()).toBe(true);
      expect(words).not.toContain('\0');
      expect(makeWellFormed(words)).toBe(words);
    });
    fc.assert(property);
  });

  it('keeps its name, stack and cause, and becomes an error if it was none', () => {
    const cause = new Error('why');
    const error = toWellFormedError(new TypeError('half \uD83D', { cause }));
    expect(error).toMatchObject({ name: 'TypeError', message: 'half \uFFFD', cause });
    expect(error.stack).toContain('jobs.test');
    expect(toWellFormedError('text').message).toBe('text');
    expect(toWellFormedError(undefined).message).toBe('undefined');
  });
});
