import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rotation, RotationItem } from '../src/index.js';
import { moveItem, nextItem, nextOccurrence, previewTurns, removeItem, turnHold } from '../src/index.js';
import { day, hour, noon } from './build.js';

const itemOf = (id: number): RotationItem => ({ id, target: { kind: 'message', messageId: id }, messageId: id });
const hourly = { kind: 'interval', everyMs: hour, from: noon } as const;
const rotationOf = (fields: Partial<Rotation> = {}): Rotation => ({
  ...{ id: 1, chatId: 1, name: 'avisos', words: 'every hour', rule: hourly, slot: null, state: 'active' },
  ...{
    pausedBecause: null,
    nextAt: noon + hour,
    lastAt: null,
    items: [1, 2, 3].map(itemOf),
    currentItemId: null,
    currentMessageId: null,
  },
  ...fields,
});

describe('taking turns', () => {
  it('begins with the first and wraps after the last', () => {
    expect(nextItem(rotationOf())?.id).toBe(1);
    expect(nextItem(rotationOf({ currentItemId: 1 }))?.id).toBe(2);
    expect(nextItem(rotationOf({ currentItemId: 3 }))?.id).toBe(1);
  });

  it('begins anew when the item on air was removed', () => {
    expect(nextItem(rotationOf({ currentItemId: 9 }))?.id).toBe(1);
  });

  it('has nobody whose turn it is without items', () => {
    expect(nextItem(rotationOf({ items: [] }))).toBeNull();
  });

  it('shows everybody once a round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (count, start) => {
        const items = Array.from({ length: count }, (_, index) => itemOf(index + 1));
        let currentItemId: number | null = (start % count) + 1;
        const seen = new Set<number>();
        for (let turn = 0; turn < count; turn += 1) {
          currentItemId = nextItem({ items, currentItemId })!.id;
          seen.add(currentItemId);
        }
        expect(seen.size).toBe(count);
      }),
    );
  });

  it('is previewed at the moments that will fire', () => {
    const turns = previewTurns(rotationOf({ currentItemId: 2 }), noon, 4);
    expect(turns.map(({ item }) => item.id)).toEqual([3, 1, 2, 3]);
    let at: number | null = noon;
    for (const turn of turns) {
      at = nextOccurrence(hourly, at!);
      expect(turn.at).toBe(at);
    }
  });

  it('holds an item beyond its next turn, or for ever where turns are rare', () => {
    expect(turnHold(hourly, noon)).toEqual({ kind: 'length', ms: day });
    expect(turnHold({ ...hourly, everyMs: day }, noon)).toEqual({ kind: 'length', ms: 7 * day });
    expect(turnHold({ ...hourly, everyMs: 40 * day }, noon)).toEqual({ kind: 'forever' });
  });
});

describe('removing an item', () => {
  it.each([
    ['the one on air', 2, 2, 3],
    ['the first, while on air', 1, 1, 2],
    ['the last, while on air', 3, 3, 1],
    ['another one', 3, 1, 2],
  ])('goes on where it stood: %s', (_, place, onAir, next) => {
    expect(nextItem(removeItem(rotationOf({ currentItemId: onAir }), place))?.id).toBe(next);
  });

  it('leaves nobody when it was the only one', () => {
    const alone = rotationOf({ items: [itemOf(1)], currentItemId: 1 });
    expect(nextItem(removeItem(alone, 1))).toBeNull();
  });
});

describe('moving an item', () => {
  it('keeps every item', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: -2, max: 12 }),
        fc.integer({ min: -2, max: 12 }),
        (count, from, to) => {
          const items = Array.from({ length: count }, (_, index) => itemOf(index + 1));
          const moved = moveItem(items, from, to);
          expect(moved.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(items.map(({ id }) => id));
        },
      ),
    );
  });

  it('puts it where it was asked to', () => {
    expect(moveItem([1, 2, 3].map(itemOf), 3, 1).map(({ id }) => id)).toEqual([3, 1, 2]);
  });
});
