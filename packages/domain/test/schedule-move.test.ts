import { describe, expect, it } from 'vitest';
import type { EventRule, Schedule } from '../src/index.js';
import {
  comingOccurrences,
  moveEvent,
  moveSchedule,
  readEvent,
  splitWords,
  timetableOf,
  usualCatchUp,
} from '../src/index.js';
import { day, hour, noon } from './build.js';

const around = { timeZone: 'UTC', quietHours: null };

/** A day before and two hours before a party that lasts four hours, ten days from now. */
const party: EventRule = {
  ...{ kind: 'event', zone: 'UTC' },
  event: { start: noon + 10 * day, end: noon + 10 * day + 4 * hour },
  moments: [
    { of: 'start', days: -1, ms: 0 },
    { of: 'start', days: 0, ms: -2 * hour },
  ],
};

const hold = { kind: 'until', at: noon + 10 * day + 2 * hour, of: 'middle' } as const;
const schedule: Schedule = {
  ...timetableOf(party),
  ...{ id: 1, chatId: 1, words: 'party', state: 'active', pausedBecause: null, catchUp: usualCatchUp },
  ...{ doneUntil: noon, nextAt: noon + 9 * day, lastAt: null, actor: { kind: 'hold' } },
  action: { kind: 'pin', target: { kind: 'message', messageId: 1 }, hold, slot: null },
};

const movedTo = (start: number, now = noon, fields = {}) =>
  moveSchedule(
    { ...schedule, ...fields },
    { rule: moveEvent(party, { start, end: null }), words: 'moved' },
    now,
    around,
  );

const momentsOf = (moved: typeof schedule) => comingOccurrences(moved, around, 9).map(({ at }) => at);

describe('an event that is moved', () => {
  it('takes its moments with it, and what ends half-way through it', () => {
    const moved = movedTo(noon + 20 * day);
    expect(momentsOf(moved)).toEqual([noon + 19 * day, noon + 20 * day - 2 * hour]);
    expect(moved).toMatchObject({ words: 'moved', nextAt: noon + 19 * day });
    expect(moved.action).toMatchObject({ hold: { at: noon + 20 * day + 2 * hour } });
  });

  it('has no moments any more that would lie behind', () => {
    expect(momentsOf(movedTo(noon + 5 * hour))).toEqual([noon + 3 * hour]);
    expect(movedTo(noon + hour)).toMatchObject({ state: 'done', nextAt: null });
  });

  it('comes again where its moments had passed, and stays paused where it was', () => {
    const later = noon + 12 * day;
    const over = { state: 'done', nextAt: null, doneUntil: noon + 10 * day } as const;
    expect(movedTo(noon + 20 * day, later, over)).toMatchObject({ state: 'active', nextAt: noon + 19 * day });
    const paused = { state: 'paused', pausedBecause: 'asked', nextAt: null } as const;
    expect(movedTo(noon + 20 * day, later, paused)).toMatchObject(paused);
    const suspended = { state: 'paused', pausedBecause: 'rights' } as const;
    expect(movedTo(noon + 20 * day, later, suspended)).toMatchObject({ ...suspended, nextAt: noon + 19 * day });
  });

  it.each([
    ['3/3 19:00 to 23:00', { start: noon + 31 * hour, end: noon + 35 * hour }],
    ['tomorrow 19:00', { start: noon + 31 * hour, end: null }],
    ['amanhã das 19h às 23h', { start: noon + 31 * hour, end: noon + 35 * hour }],
    ['in 2 hours', { start: noon + 2 * hour, end: null }],
  ])('is read from %j', (text, event) => {
    expect(readEvent(splitWords(text), 0, { now: noon, zone: 'UTC' })).toMatchObject({ kind: 'understood', event });
  });

  it.each([
    ['tomorrow', { kind: 'no_time' }],
    ['1/3/2026 19:00', { kind: 'past' }],
    ['every day 9:00', { kind: 'not_understood', word: 'every' }],
    ['3/3 19:00 20:00', { kind: 'not_understood' }],
    ['banana', { kind: 'not_understood', word: 'banana' }],
    ['', { kind: 'nothing' }],
  ])('is refused in %j', (text, refusal) => {
    expect(readEvent(splitWords(text), 0, { now: noon, zone: 'UTC' })).toMatchObject(refusal);
  });
});
