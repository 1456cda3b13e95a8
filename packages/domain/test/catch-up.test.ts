import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CatchUp,
  comingOccurrences,
  comingPlanned,
  type DueOccurrence,
  dueOccurrences,
  lateAfter,
  pause,
  proceed,
  type Rule,
  type Schedule,
  skipNext,
  type Surroundings,
  takeUp,
  timetableOf,
  usualCatchUp,
} from '../src/index.js';
import { hour, noon } from './build.js';
import { catchUps, surroundings, timetables } from './time/timetables.js';

const around: Surroundings = { timeZone: 'UTC', quietHours: null };
const hourly: Rule = { kind: 'interval', everyMs: hour, from: noon + hour };

const scheduleOf = (fields: Partial<Schedule> = {}): Schedule => ({
  ...{ id: 1, chatId: 1, words: 'every hour', ...timetableOf(hourly) },
  ...{
    action: { kind: 'unpin_all' },
    state: 'active',
    pausedBecause: null,
    nextAt: noon + hour,
    lastAt: null,
    doneUntil: noon,
  },
  ...{ catchUp: usualCatchUp, actor: { kind: 'admin', telegramId: 7, name: 'Ana' } },
  ...fields,
});

/** Hours after noon of what is carried out, when a schedule that fires every hour is looked at again after a while. */
const hoursOf = (list: readonly { at: number }[]): number[] => list.map(({ at }) => (at - noon) / hour);
const dueAfter = (ms: number, catchUp: CatchUp) => dueOccurrences(scheduleOf({ catchUp }), noon + ms, around);

describe('catching up', () => {
  it.each<[string, CatchUp, number[], number[]]>([
    ['nothing', { policy: 'skip', graceMs: null }, [], [1, 2, 3, 4]],
    ['the last', { policy: 'once', graceMs: null }, [4], [1, 2, 3]],
    ['the last, if it is not too late', { policy: 'once', graceMs: 20 * 60_000 }, [], [1, 2, 3, 4]],
    ['all', { policy: 'all', graceMs: null }, [1, 2, 3, 4], []],
    ['all that are not too late', { policy: 'all', graceMs: 2 * hour }, [3, 4], [1, 2]],
  ])('carries out %s', (_, catchUp, carriedOut, missed) => {
    const due = dueAfter(4.5 * hour, catchUp);
    expect(hoursOf(due.carryOut)).toEqual(carriedOut);
    expect(hoursOf(due.missed)).toEqual(missed);
    expect(due.carryOut.every(({ late }) => late)).toBe(true);
    expect(due.doneUntil).toBe(noon + 4 * hour);
  });

  it('always carries out what is on time, and nothing besides it but where all are wanted', () => {
    const punctual = 3 * hour + lateAfter;
    expect(dueAfter(punctual, { policy: 'skip', graceMs: null }).carryOut).toMatchObject([{ late: false }]);
    expect(hoursOf(dueAfter(punctual, usualCatchUp).carryOut)).toEqual([3]);
    expect(hoursOf(dueAfter(punctual, { policy: 'all', graceMs: null }).carryOut)).toEqual([1, 2, 3]);
  });

  it('goes on where it stopped when there is much, and carries out each once', () => {
    const [every, many] = [60_000, 4_000];
    const now = noon + many * every;
    const minutely: Rule = { kind: 'interval', everyMs: every, from: noon + every };
    for (const [policy, count] of [
      ['all', many],
      ['once', 1],
    ] as const) {
      let schedule = scheduleOf({ rule: minutely, catchUp: { policy, graceMs: null } });
      const carriedOut: DueOccurrence[] = [];
      while (schedule.nextAt !== null && schedule.nextAt <= now) {
        const due = dueOccurrences(schedule, now, around);
        carriedOut.push(...due.carryOut);
        schedule = proceed(schedule, due.doneUntil, around);
      }
      expect(new Set(carriedOut.map(({ planned }) => planned)).size).toBe(carriedOut.length);
      // The last minute's is on time.
      expect(carriedOut.length).toBe(policy === 'once' ? count + 1 : count);
      expect(carriedOut.at(-1)?.at).toBe(now);
    }
  });
});

describe('a schedule', () => {
  const next = (schedule: Schedule, count = 2) => hoursOf(comingOccurrences(schedule, around, count));

  it('that skips its next occurrence goes on with the one after it', () => {
    expect(next(skipNext(scheduleOf(), noon, around))).toEqual([2, 3]);
  });

  it('skips what it was told to skip also after a pause', () => {
    const skipped = skipNext(skipNext(scheduleOf(), noon, around), noon, around);
    expect(next(takeUp(pause(skipped), noon + 60_000, around))).toEqual([3, 4]);
    const whilePaused = skipNext(pause(scheduleOf()), noon + 1.5 * hour, around);
    expect(whilePaused).toMatchObject({ state: 'paused', nextAt: null });
    expect(next(takeUp(whilePaused, noon + 1.6 * hour, around))).toEqual([3, 4]);
  });

  it('does not catch up on a pause', () => {
    const resumed = takeUp(pause(scheduleOf()), noon + 5.5 * hour, around);
    expect(dueOccurrences(resumed, noon + 5.5 * hour, around).carryOut).toEqual([]);
    expect(next(resumed)).toEqual([6, 7]);
  });

  it('still waits after a pause for the end of the quiet hours that held it back before', () => {
    const night = { timeZone: 'UTC', quietHours: { from: 13 * 60, to: 20 * 60 } };
    const resumed = takeUp(pause(scheduleOf()), noon + 3 * hour, night);
    expect(resumed.nextAt).toBe(noon + 8 * hour);
  });

  it('is over after its last occurrence, also when that is skipped or passes in a pause', () => {
    const once = scheduleOf({ rule: { kind: 'once', at: noon + hour } });
    expect(proceed(once, noon + hour, around)).toMatchObject({ state: 'done', nextAt: null });
    expect(skipNext(once, noon, around)).toMatchObject({ state: 'done', nextAt: null });
    expect(skipNext(pause(once), noon, around)).toMatchObject({ state: 'done', nextAt: null });
    expect(takeUp(pause(once), noon + 2 * hour, around)).toMatchObject({ state: 'done', nextAt: null });
  });

  it('is not over while only quiet hours keep it from happening', () => {
    const quiet = { timeZone: 'UTC', quietHours: { from: 13 * 60, to: 20 * 60 } };
    const daily: Rule = { kind: 'calendar', pattern: { kind: 'every_day' }, hour: 14, minute: 0, zone: 'UTC' };
    const silenced = proceed(scheduleOf({ rule: daily, ifQuiet: 'skip' }), noon + hour, quiet);
    expect(silenced).toMatchObject({ state: 'active', nextAt: null });
    expect(proceed(silenced, noon, around).nextAt).toBe(noon + 2 * hour);
  });

  it('carries out exactly what its agenda said, if somebody is there in time', () => {
    fc.assert(
      fc.property(timetables, surroundings, catchUps, ({ start, timetable }, where, catchUp) => {
        let schedule = proceed(scheduleOf({ ...timetable, catchUp, doneUntil: start }), start, where);
        const announced = comingOccurrences(schedule, where, 8);
        const carriedOut: number[] = [];
        while (schedule.nextAt !== null && carriedOut.length < 8) {
          const due = dueOccurrences(schedule, schedule.nextAt + 2_000, where);
          expect(due.missed).toEqual([]);
          carriedOut.push(...due.carryOut.map(({ at }) => at));
          schedule = proceed(schedule, due.doneUntil, where);
        }
        expect(carriedOut.slice(0, 8)).toEqual(announced.map(({ at }) => at));
      }),
      { numRuns: 120 },
    );
  });

  it('deals once with each occurrence, however often and whenever somebody looks', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 5 * 24 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(timetables, surroundings, catchUps, looks, ({ start, timetable }, where, catchUp, waits) => {
        let schedule = proceed(scheduleOf({ ...timetable, catchUp, doneUntil: start }), start, where);
        let now = start;
        const dealtWith: number[] = [];
        for (const wait of waits) {
          now += wait * hour;
          for (;;) {
            const due = dueOccurrences(schedule, now, where);
            if (due.carryOut.length + due.missed.length === 0) break;
            dealtWith.push(...[...due.carryOut, ...due.missed].map(({ at }) => at).toSorted((a, b) => a - b));
            for (const { at, late } of due.carryOut) {
              expect(late).toBe(now - at > lateAfter);
              if (late && catchUp.graceMs !== null) expect(now - at).toBeLessThanOrEqual(catchUp.graceMs);
              if (late) expect(catchUp.policy).not.toBe('skip');
            }
            if (catchUp.policy === 'once')
              expect(due.carryOut.filter(({ late }) => late).length).toBeLessThanOrEqual(1);
            schedule = proceed(schedule, due.doneUntil, where);
          }
        }
        const all = comingPlanned(timetable, start, where, dealtWith.length + 1).map(({ at }) => at);
        expect(dealtWith).toEqual(all.slice(0, dealtWith.length));
        if (all.length > dealtWith.length) expect(all.at(-1)).toBeGreaterThan(now);
      }),
      { numRuns: 80 },
    );
  });
});
