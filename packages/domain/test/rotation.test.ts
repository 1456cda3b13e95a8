import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveItem, slotOf } from '../src/index.js';
import { itemOf } from './build.js';

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
    const items = [1, 2, 3].map((id) => itemOf(id));
    expect(moveItem(items, 3, 1).map(({ id }) => id)).toEqual([3, 1, 2]);
  });
});

describe('the slot of a rotation', () => {
  const coming = new Map([[7, 3]]);
  it.each([
    ['is its own', { slot: 2, currentMessageId: 7 }, 2],
    ['is where what it last pinned is', { slot: null, currentMessageId: 7 }, 3],
    ['is none once that was taken down', { slot: null, currentMessageId: 8 }, null],
    ['is none before its first turn', { slot: null, currentMessageId: null }, null],
  ])('%s', (_, rotation, slot) => {
    expect(slotOf(rotation, coming)).toBe(slot);
  });
});
