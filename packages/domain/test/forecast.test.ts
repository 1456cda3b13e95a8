import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conflict, forecast, type PlannedChange, type Subject } from '../src/index.js';
import { boardOf, day, hour, noon, operationOf, pinOf } from './build.js';

const rules = { zone: 'UTC', quietHours: null, changesADay: 100, seen: [], waiting: [] };
const forDays = (days: number) => ({ kind: 'length', ms: days * day }) as const;

function pinning(
  cause: string,
  at: number,
  subject: Subject,
  fields: Partial<Extract<PlannedChange<string>['change'], { kind: 'pin' }>> = {},
): PlannedChange<string> {
  const change = { kind: 'pin', subject, hold: forDays(2), slot: null, replaces: [], ...fields } as const;
  return { at, cause, mayWait: true, change };
}

const unpinning = (cause: string, at: number, subjects: readonly Subject[] | 'all'): PlannedChange<string> => ({
  ...{ at, cause, mayWait: true },
  change: { kind: 'unpin', subjects },
});

const conflictsOf = (found: Map<string, Conflict[]>) => Object.fromEntries(found);

describe('a forecast', () => {
  it('shows what stands until its hold ends, whatever WhatsApp would take down before that', () => {
    const board = boardOf([pinOf(1, { slot: 1, holdUntil: noon + 50 * day }), pinOf(2, { slot: 2, holdUntil: null })]);
    expect(forecast(board, [], noon, rules).spans).toEqual([
      { slot: 1, subject: 1, from: noon, until: noon + 50 * day, cause: null },
      { slot: 2, subject: 2, from: noon, until: null, cause: null },
    ]);
  });

  it('counts what is on its way as done', () => {
    const underWay = [
      operationOf({ kind: 'unpin', messageId: 1 }),
      operationOf({ kind: 'pin', messageId: 3, durationSeconds: 86_400, hold: forDays(1), slot: 1 }),
    ];
    expect(forecast(boardOf([pinOf(1)], underWay), [], noon + hour, rules).spans).toEqual([
      { slot: 1, subject: 1, from: noon, until: noon + hour, cause: null },
      { slot: 1, subject: 3, from: noon + hour, until: noon + hour + day, cause: null },
    ]);
  });

  it('puts what is planned into the slot that will be free then', () => {
    const board = boardOf([pinOf(1, { slot: 1, holdUntil: noon + day })]);
    const { spans } = forecast(board, [pinning('a', noon + hour, 2), pinning('b', noon + 2 * day, 3)], noon, rules);
    expect(spans.map(({ cause, slot }) => [cause, slot])).toEqual([
      [null, 1],
      ['b', 1],
      ['a', 2],
    ]);
  });

  it('names the slot that will be taken, and by what', () => {
    const board = boardOf([pinOf(1, { slot: 2, holdUntil: null })]);
    const { conflicts } = forecast(board, [pinning('a', noon + hour, 2, { slot: 2 })], noon, rules);
    expect(conflictsOf(conflicts)).toEqual({ a: [{ kind: 'slot_taken', slot: 2, by: 1 }] });
  });

  it('says where more is planned than there are slots, and goes on without it', () => {
    const four = [1, 2, 3, 4].map((n) => pinning(`p${n}`, noon + n * hour, n));
    const { conflicts, spans } = forecast(boardOf([]), four, noon, rules);
    expect(conflictsOf(conflicts)).toEqual({ p4: [{ kind: 'board_full', slots: 3 }] });
    expect(spans.map(({ subject }) => subject)).toEqual([1, 2, 3]);
  });

  it('lets what makes room leave', () => {
    const turn = pinning('turn', noon + day, 5, { replaces: [4], hold: { kind: 'forever' } });
    const changes = [pinning('first', noon, 4, { hold: { kind: 'forever' }, slot: 1 }), turn];
    expect(forecast(boardOf([]), changes, noon, rules).spans).toEqual([
      { slot: 1, subject: 4, from: noon, until: noon + day, cause: 'first' },
      { slot: 1, subject: 5, from: noon + day, until: null, cause: 'turn' },
    ]);
  });

  it('ends what an unpin takes down, one or all', () => {
    const board = boardOf([pinOf(1, { slot: 1, holdUntil: null }), pinOf(2, { slot: 2, holdUntil: null })]);
    const changes = [unpinning('one', noon + hour, [2]), unpinning('all', noon + 2 * hour, 'all')];
    const { spans } = forecast(board, changes, noon, rules);
    expect(spans.map(({ subject, until }) => [subject, until])).toEqual([
      [1, noon + 2 * hour],
      [2, noon + hour],
    ]);
  });

  it('marks what falls in quiet hours, except what cannot wait', () => {
    const quiet = { ...rules, quietHours: { from: 13 * 60, to: 15 * 60 } };
    const end: PlannedChange<string> = { at: noon + 2 * hour, cause: 'end', mayWait: false, change: { kind: 'seen' } };
    const { conflicts } = forecast(boardOf([]), [pinning('a', noon + hour, 1), end], noon, quiet);
    expect(conflictsOf(conflicts)).toEqual({ a: [{ kind: 'quiet_hours', until: noon + 3 * hour }] });
  });

  it('marks what the chat would see too much of within a day, posts and unpins counted', () => {
    const few = { ...rules, changesADay: 3 };
    const changes = [
      pinning('posted', noon, -1, { hold: forDays(9) }),
      pinning('swapped', noon + hour, 2, { replaces: [-1] }),
      pinning('tomorrow', noon + day + 2 * hour, 3),
    ];
    const { conflicts } = forecast(boardOf([]), changes, noon, few);
    expect(conflictsOf(conflicts)).toEqual({ swapped: [{ kind: 'over_budget', changesADay: 3, until: noon + day }] });
  });

  it('goes by what the chat has seen already, and what waits in its line', () => {
    const few = { ...rules, changesADay: 2, seen: [noon - 3 * hour, noon - hour], waiting: [{ plan: null, size: 1 }] };
    const { conflicts } = forecast(boardOf([]), [pinning('a', noon, 1)], noon, few);
    expect(conflictsOf(conflicts)).toEqual({ a: [{ kind: 'over_budget', changesADay: 2, until: noon + 23 * hour }] });
  });

  it('has one of a plan wait for all that come meanwhile, and what cannot wait go before', () => {
    const few = { ...rules, changesADay: 2 };
    const hourly = [0, 1, 2, 3].map((n) => ({ ...pinning(`${n}`, noon + n * hour, 1), plan: 'hourly' }));
    const end: PlannedChange<string> = { at: noon + 2 * hour, cause: 'end', mayWait: false, change: { kind: 'seen' } };
    const changes = [...hourly.slice(0, 3), end, ...hourly.slice(3)];
    const putOff = [{ kind: 'over_budget', changesADay: 2, until: noon + day + hour }];
    expect(conflictsOf(forecast(boardOf([]), changes, noon, few).conflicts)).toEqual({ 2: putOff, 3: putOff });
  });

  it('never has two spans in a slot at once, nor more than there are slots, whatever is planned', () => {
    const change = fc.record({
      after: fc.integer({ min: 0, max: 40 }),
      subject: fc.integer({ min: 1, max: 6 }),
      days: fc.option(fc.integer({ min: 1, max: 5 })),
      slot: fc.option(fc.integer({ min: 1, max: 4 })),
      replaces: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
      down: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (planned) => {
        const changes = planned
          .map(({ after, subject, days, slot, replaces, down }, n) => {
            const hold = days === null ? ({ kind: 'forever' } as const) : forDays(days);
            const at = noon + after * 6 * hour;
            return down ? unpinning(`${n}`, at, [subject]) : pinning(`${n}`, at, subject, { hold, slot, replaces });
          })
          .toSorted((a, b) => a.at - b.at);
        const { spans, conflicts } = forecast(boardOf([pinOf(1)]), changes, noon, rules);
        for (const span of spans) {
          const others = spans.filter((other) => other !== span && other.from <= span.from);
          const up = others.filter(({ until }) => until === null || until > span.from);
          expect(up.some(({ slot }) => slot === span.slot)).toBe(false);
          expect(up.length).toBeLessThan(3);
        }
        const pins = changes.filter(({ change: { kind } }) => kind === 'pin').map(({ cause }) => cause);
        const shown = new Set(spans.map(({ cause }) => cause));
        // A pin that was superseded at the very moment it was put up is nowhere to be seen, and no conflict.
        for (const cause of pins) expect(shown.has(cause) && conflicts.has(cause)).toBe(false);
      }),
    );
  });
});
