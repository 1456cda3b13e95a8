import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rotation, RotationItem, Turn } from '../src/index.js';
import {
  always,
  decideTurn,
  firstTurn,
  nextTurn,
  passTurn,
  previewTurns,
  reachesOn,
  turnHold,
  turnMoment,
} from '../src/index.js';
import { boardOf, day, hour, itemOf, noon, operationOf, pinOf, rotationOf } from './build.js';

const daily = { kind: 'interval', everyMs: day, from: noon } as const;
const ids = (turns: readonly Turn[]) => turns.map(({ item }) => item?.id ?? null);

/** Takes the turns one by one, each at its time, as it is stored in between. */
function fire(rotation: Rotation, count: number): Turn[] {
  let stored = rotation;
  return Array.from({ length: count }, () => {
    const at = stored.nextAt!;
    const { item, stays, rotation: turned } = decideTurn(stored, turnMoment(at, at));
    stored = JSON.parse(JSON.stringify(passTurn(turned, at))) as Rotation;
    const hold = item && turnHold(turned, item, at);
    return { at, movedFrom: null, item: item && { ...item, shown: 0 }, stays, hold };
  });
}

const programme = fc
  .array(
    fc.record({
      weight: fc.integer({ min: 1, max: 3 }),
      leastMs: fc.option(fc.integer({ min: 1, max: 5 }).map((days) => days * day)),
      window: fc.constantFrom(always, { from: '2026-03-04', until: '2026-03-09' }, { from: null, until: '2026-03-06' }),
      gone: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((items) => items.map((fields, index) => itemOf(index + 1, fields)));

describe('a preview', () => {
  it('is what the turns will be, whatever the programme', () => {
    fc.assert(
      fc.property(programme, fc.boolean(), fc.nat({ max: 50 }), fc.nat({ max: 5 }), (items, shuffled, id, taken) => {
        const fresh = rotationOf({ items, shuffled, id, rule: daily, nextAt: noon + day, zone: 'America/Sao_Paulo' });
        let rotation = fresh;
        for (let turn = 0; turn < taken; turn += 1)
          rotation = passTurn(decideTurn(rotation, rotation.nextAt!).rotation, rotation.nextAt!);
        const turns = previewTurns(rotation, rotation.nextAt! - hour, 20);
        const fired = fire(rotation, 20);
        expect(turns.map(({ at }) => at)).toEqual(fired.map(({ at }) => at));
        expect(ids(turns)).toEqual(ids(fired));
        expect(turns.map(({ stays }) => stays)).toEqual(fired.map(({ stays }) => stays));
        expect(turns.map(({ hold }) => hold)).toEqual(fired.map(({ hold }) => hold));
      }),
    );
  });

  it('shows in each chat the same programme, as much later as the chat is', () => {
    const chats = [0, 5, 10].map((minutes) => {
      const delayMs = minutes * 60_000;
      return rotationOf({ shuffled: true, delayMs, nextAt: firstTurn({ ...rotationOf(), delayMs }, noon) });
    });
    const [first, ...others] = chats.map((chat) => previewTurns(chat, noon, 7));
    for (const [index, turns] of others.entries()) {
      expect(ids(turns)).toEqual(ids(first!));
      expect(turns.map(({ at }) => at)).toEqual(first!.map(({ at }) => at + (index + 1) * 5 * 60_000));
    }
  });

  it('is empty without items', () => {
    expect(previewTurns(rotationOf({ items: [] }), noon, 3)).toEqual([]);
  });
});

describe('taking turns', () => {
  it('goes on in order with what is added, moved and removed in the middle of a round', () => {
    const shown = (id: number) => itemOf(id, { shown: 1 });
    const middle = (items: RotationItem[]) => previewTurns(rotationOf({ items, currentItemId: 2 }), noon, 4);
    expect(ids(middle([shown(1), shown(2), itemOf(3)]))).toEqual([3, 1, 2, 3]);
    expect(ids(middle([shown(1), shown(2), itemOf(3), itemOf(4)]))).toEqual([3, 4, 1, 2]);
    expect(ids(middle([itemOf(3), shown(1), shown(2)]))).toEqual([3, 1, 2, 3]);
    expect(ids(middle([shown(1), itemOf(3)]))).toEqual([3, 1, 3, 1]);
  });

  it('shows an item on its days only, on the calendar of the chat', () => {
    const window = { from: '2026-03-03', until: '2026-03-03' };
    const items = [itemOf(1), itemOf(2, { window })];
    const every = { kind: 'interval', everyMs: 6 * hour, from: noon } as const;
    const rotation = rotationOf({ items, rule: every, nextAt: noon + 6 * hour, zone: 'Asia/Tokyo' });
    // 03:00, 09:00, 15:00 and 21:00 on 3 March in Tokyo; then it is the 4th.
    expect(ids(previewTurns(rotation, noon, 6))).toEqual([1, 2, 1, 2, 1, 1]);
  });

  it('is nobody’s where no item has its day, and somebody’s again when one has', () => {
    const items = [itemOf(1, { window: { from: '2026-03-05', until: null } })];
    const rotation = rotationOf({ items, rule: daily, nextAt: noon + day });
    expect(ids(previewTurns(rotation, noon, 4))).toEqual([null, null, 1, 1]);
    expect(decideTurn(rotation, noon + day).rotation).toMatchObject({ emptySince: noon + day, currentItemId: null });
  });

  it('passes over what was deleted', () => {
    const items = [itemOf(1), itemOf(2, { gone: true }), itemOf(3)];
    expect(ids(previewTurns(rotationOf({ items }), noon, 4))).toEqual([1, 3, 1, 3]);
  });

  it('lets an item stay for as long as it is to be at least, and gives way to a hand at once', () => {
    const items = [itemOf(1, { leastMs: 3 * hour }), itemOf(2)];
    const turns = previewTurns(rotationOf({ items }), noon, 6);
    expect(turns.map(({ item, stays }) => [item?.id, stays])).toEqual([
      ...[
        [1, false],
        [1, true],
        [1, true],
        [2, false],
      ],
      ...[
        [1, false],
        [1, true],
      ],
    ]);
    const { rotation } = decideTurn(rotationOf({ items }), noon + hour);
    expect(decideTurn(rotation, noon + 2 * hour, true).item?.id).toBe(2);
  });

  it('counts days by the calendar where the clocks change', () => {
    const zone = 'Europe/Berlin';
    const rule = { kind: 'calendar', pattern: { kind: 'every_day' }, hour: 8, minute: 0, zone } as const;
    const eight = Date.UTC(2026, 2, 28, 7);
    const items = [itemOf(1, { leastMs: 2 * day }), itemOf(2)];
    const rotation = rotationOf({ items, rule, zone, nextAt: eight });
    // The night to 29 March has 23 hours.
    expect(ids(previewTurns(rotation, eight - hour, 4))).toEqual([1, 1, 2, 1]);
  });

  it('counts a late turn by the clock, and one that is on time by its time', () => {
    expect(turnMoment(noon, noon + 59_000)).toBe(noon);
    expect(turnMoment(noon, noon + hour)).toBe(noon + hour);
  });
});

describe('the turns of a chat', () => {
  it('come after one another, delayed, also by more than they are apart', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5 * hour }), fc.nat({ max: 9 * hour }), (delayMs, passed) => {
        const rotation = rotationOf({ delayMs });
        const at = nextTurn(rotation, noon + passed)!;
        expect(at).toBeGreaterThan(noon + passed);
        expect((at - delayMs - noon) % hour).toBe(0);
        expect(nextTurn(rotation, at)).toBe(at + hour);
      }),
    );
  });

  it('that were missed are one', () => {
    expect(passTurn(rotationOf(), noon + 10 * hour + 1)).toMatchObject({
      lastAt: noon + hour,
      nextAt: noon + 11 * hour,
    });
  });

  it('wait for the end of the quiet hours, all of a night for one', () => {
    const quietHours = { from: 22 * 60, to: 7 * 60 };
    const rotation = rotationOf({ quietHours, nextAt: noon + 9 * hour });
    const turns = previewTurns(rotation, noon, 4);
    const seven = noon + 19 * hour;
    expect(turns.map(({ at }) => at)).toEqual([noon + 9 * hour, seven, seven + hour, seven + 2 * hour]);
    expect(turns.every(({ movedFrom }) => movedFrom === null)).toBe(true);
    const odd = rotationOf({ quietHours, delayMs: 30 * 60_000, nextAt: noon + 9.5 * hour });
    expect(previewTurns(odd, noon, 3).map(({ at, movedFrom }) => [at, movedFrom])).toEqual([
      [noon + 9.5 * hour, null],
      [seven, noon + 10.5 * hour],
      [seven + hour / 2, null],
    ]);
    expect(previewTurns({ ...odd, nextAt: seven - hour }, noon, 1)[0]!.at).toBe(seven);
    expect(firstTurn(odd, noon + 12 * hour)).toBe(seven);
  });

  it('are over where the rule has no more', () => {
    const rule = { kind: 'once', at: noon + hour } as const;
    expect(passTurn(rotationOf({ rule }), noon + hour)).toMatchObject({ state: 'done', nextAt: null });
  });
});

describe('the hold of a turn', () => {
  const every = (everyMs: number, fields: Partial<RotationItem> = {}) => {
    const item = itemOf(1, fields);
    const rule = { kind: 'interval', everyMs, from: noon } as const;
    const { rotation } = decideTurn(rotationOf({ rule, items: [item, itemOf(2)] }), noon);
    return turnHold(rotation, rotation.items[0]!, noon);
  };

  it('reaches beyond the next turn, or is without end where turns are rare', () => {
    expect(every(hour)).toEqual({ kind: 'length', ms: day });
    expect(every(day)).toEqual({ kind: 'length', ms: 7 * day });
    expect(every(40 * day)).toEqual({ kind: 'forever' });
  });

  it('reaches beyond the turns at which the item stays', () => {
    expect(every(day, { leastMs: 10 * day })).toEqual({ kind: 'length', ms: 30 * day });
  });

  it('ends with the last day, unless a turn comes then', () => {
    const midnight = noon + 12 * hour;
    const window = { from: null, until: '2026-03-02' };
    expect(every(7 * day, { window })).toEqual({ kind: 'until', at: midnight });
    expect(every(40 * day, { window })).toEqual({ kind: 'until', at: midnight });
    expect(every(12 * hour, { window })).toEqual({ kind: 'length', ms: day });
  });
});

describe('an item that follows itself', () => {
  const rotation = decideTurn(rotationOf({ items: [itemOf(1)], rule: daily }), noon).rotation;
  const item = rotation.items[0]!;
  const reaches = (holdUntil: number | null, fields: Partial<Rotation> = {}) =>
    reachesOn(boardOf([pinOf(1, { holdUntil, expiresAt: noon + 30 * day })]), { ...rotation, ...fields }, item, noon);

  it('needs nothing while its pin lasts beyond the next turn', () => {
    expect(reaches(noon + 2 * day)).toBe(true);
    expect(reaches(null)).toBe(true);
    expect(reachesOn(boardOf([], [operationOf(contentOf(1))]), rotation, item, noon)).toBe(true);
  });

  it('is pinned again where it ends before, was taken down, or is in another slot', () => {
    expect(reaches(noon + day)).toBe(false);
    expect(reaches(noon + 2 * day, { slot: 2 })).toBe(false);
    expect(reachesOn(boardOf([]), rotation, item, noon)).toBe(false);
    expect(reachesOn(boardOf([pinOf(1)], [operationOf({ kind: 'unpin', messageId: 1 })]), rotation, item, noon)).toBe(
      false,
    );
  });

  it('needs an end with its last day', () => {
    const last = { ...item, window: { from: null, until: '2026-03-02' } };
    const standing = (holdUntil: number) => boardOf([pinOf(1, { holdUntil })]);
    expect(reachesOn(standing(noon + 12 * hour), rotation, last, noon)).toBe(true);
    expect(reachesOn(standing(noon + 2 * day), rotation, last, noon)).toBe(false);
  });
});

const contentOf = (messageId: number) =>
  ({ kind: 'pin', messageId, slot: 1, durationSeconds: 86_400, hold: { kind: 'length', ms: day } }) as const;
