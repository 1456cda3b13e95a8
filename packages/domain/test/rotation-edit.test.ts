import { describe, expect, it } from 'vitest';
import { always, editRotation, type RotationEdit } from '../src/index.js';
import { day, hour, itemOf, noon, rotationOf } from './build.js';

const placesOf = (edit: RotationEdit) => editRotation(rotationOf(), edit, noon).items.map(({ id }) => id);

describe('an edit of a rotation', () => {
  it('adds behind the others, takes out and moves', () => {
    const target = { kind: 'message', messageId: 9 } as const;
    const item = { target, weight: 1, window: always, leastMs: null };
    expect(placesOf({ kind: 'add', ...item })).toEqual([1, 2, 3, 0]);
    expect(placesOf({ kind: 'remove', place: 2 })).toEqual([1, 3]);
    expect(placesOf({ kind: 'move', from: 3, to: 1 })).toEqual([3, 1, 2]);
    expect(placesOf({ kind: 'remove', place: 4 })).toEqual([1, 2, 3]);
  });

  it('says anew what is said of an item, and leaves what it has had', () => {
    const rotation = rotationOf({ items: [itemOf(1), itemOf(2, { shown: 1, leastMs: day, weight: 2 })] });
    const window = { from: '2026-03-01', until: null };
    const { items } = editRotation(rotation, { kind: 'set', place: 2, terms: { weight: 3, window } }, noon);
    expect(items).toEqual([itemOf(1), itemOf(2, { shown: 1, leastMs: day, weight: 3, window })]);
  });

  it('pauses, goes on with the next turn, and deletes', () => {
    const paused = editRotation(rotationOf(), { kind: 'pause' }, noon);
    expect(paused).toMatchObject({ state: 'paused', nextAt: null });
    const resumed = editRotation(paused, { kind: 'resume' }, noon + 90 * 60_000);
    expect(resumed).toMatchObject({ state: 'active', pausedBecause: null, nextAt: noon + 2 * hour });
    expect(editRotation(resumed, { kind: 'delete' }, noon)).toMatchObject({ state: 'deleted', nextAt: null });
  });
});
