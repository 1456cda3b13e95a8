import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOfRound, type Sharer } from '../src/index.js';

/** Plays whole rounds, each with a lot of its own. @returns the ids, round by round */
function play(weights: readonly number[], rounds: number, shuffled: boolean, seed = 1): number[][] {
  let previous: number | null = null;
  return Array.from({ length: rounds }, (_, round) => {
    let sharers: Sharer[] = weights.map((weight, index) => ({ id: index + 1, weight, shown: 0 }));
    const ids: number[] = [];
    for (;;) {
      const next: Sharer | null = nextOfRound(sharers, previous, shuffled ? [seed, round] : null);
      if (!next) return ids;
      sharers = sharers.map((each) => (each.id === next.id ? { ...each, shown: each.shown + 1 } : each));
      previous = next.id;
      ids.push(next.id);
    }
  });
}

const weights = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 });
const repeats = (ids: readonly number[]): number => ids.filter((id, index) => id === ids[index - 1]).length;

describe('a round', () => {
  it('gives everybody as many turns as his weight says', () => {
    fc.assert(
      fc.property(weights, fc.boolean(), fc.nat(), (each, shuffled, seed) => {
        for (const ids of play(each, 4, shuffled, seed))
          expect(each.map((_, index) => ids.filter((id) => id === index + 1).length)).toEqual(each);
      }),
    );
  });

  it('lets nobody follow himself, also from one round to the next, unless he has more than half of it', () => {
    fc.assert(
      fc.property(weights, fc.boolean(), fc.nat(), (each, shuffled, seed) => {
        const total = each.reduce((sum, weight) => sum + weight, 0);
        fc.pre(each.every((weight) => 2 * weight <= total));
        expect(repeats(play(each, 5, shuffled, seed).flat())).toBe(0);
      }),
    );
  });

  it('repeats who has more than half of it no more often than it must', () => {
    for (const ids of play([5, 1, 1], 3, false)) expect(repeats(ids)).toBeLessThanOrEqual(3);
    expect(play([1], 3, true)).toEqual([[1], [1], [1]]);
  });

  it('keeps the order given, and spreads who comes more often', () => {
    expect(play([1, 1, 1], 2, false)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(play([2, 1, 1], 1, false)).toEqual([[1, 2, 1, 3]]);
    expect(play([3, 1, 1, 1], 1, false)).toEqual([[1, 2, 1, 3, 1, 4]]);
    expect(play([2, 2, 1, 1], 1, false)).toEqual([[1, 2, 3, 1, 2, 4]]);
  });

  it('comes in every order sooner or later when it is shuffled, and in the same one each time it is looked at', () => {
    const rounds = play([1, 1, 1, 1], 400, true).map((ids) => ids.join(''));
    expect(new Set(rounds).size).toBe(24);
    expect(play([1, 1, 1, 1], 400, true).map((ids) => ids.join(''))).toEqual(rounds);
  });

  it('is over early for who would be left alone because others went', () => {
    const late: Sharer[] = [
      { id: 1, weight: 1, shown: 1 },
      { id: 2, weight: 1, shown: 1 },
      { id: 3, weight: 2, shown: 1 },
    ];
    expect(nextOfRound(late, 2, null)?.id).toBe(3);
    expect(nextOfRound(late, 3, null)).toBeNull();
  });
});
