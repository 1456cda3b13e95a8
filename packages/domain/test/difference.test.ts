import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conflict, type Difference, differenceOf, type Identity, isHarmless } from '../src/index.js';
import { day, hour, noon } from './build.js';

const entry = (cause: string, at: number, fields: Partial<Identity> = {}): Identity => ({
  ...{ cause, deed: 'pin m1', at, planned: at, conflicts: [] },
  ...fields,
});

const itself = (each: Identity) => each;
const difference = (before: readonly Identity[], after: readonly Identity[]) => differenceOf(before, after, itself);
const nothing: Difference<Identity> = { added: [], gone: [], moved: [], replaced: [], hindered: [], freed: [] };
const full: Conflict = { kind: 'board_full', slots: 3 };

describe('the difference of two forecasts', () => {
  it('is nothing where they are the same, and harmless', () => {
    const plans = [entry('s1', noon), entry('s2', noon)];
    expect(difference(plans, [...plans])).toEqual(nothing);
    expect(isHarmless(nothing, itself)).toBe(true);
  });

  it('is what goes with its cause, whatever another has planned for the same moment', () => {
    const [first, second] = [entry('s1', noon), entry('s2', noon)];
    expect(difference([first, second], [second])).toEqual({ ...nothing, gone: [first] });
    expect(difference([second], [first, second])).toEqual({ ...nothing, added: [first] });
  });

  it('tells what quiet hours move from what goes, and several moved to one moment as one', () => {
    const [ten, eleven] = [entry('s1', noon + 10 * hour), entry('s1', noon + 11 * hour)];
    const seven = entry('s1', noon + 19 * hour, { planned: ten.planned });
    expect(difference([ten, eleven], [seven])).toEqual({
      ...nothing,
      moved: [{ was: ten, is: seven }],
      gone: [eleven],
    });
  });

  it('takes a shift of everything for one, and not what lost a part', () => {
    const before = [entry('s1', noon), entry('s1', noon + day)];
    const after = before.map(({ at }) => entry('s1', at + hour));
    expect(difference(before, after).moved).toEqual(before.map((was, n) => ({ was, is: after[n] })));
    expect(difference(before, after.slice(1))).toEqual({ ...nothing, gone: before, added: after.slice(1) });
  });

  it('says whose turn becomes whose', () => {
    const [was, is] = [entry('r1', noon, { deed: 'turn m1' }), entry('r1', noon, { deed: 'turn m2' })];
    const found = difference([was], [is]);
    expect(found).toEqual({ ...nothing, replaced: [{ was, is }] });
    expect(isHarmless(found, itself)).toBe(false);
  });

  it('says what gets in the way of others, and what is no longer', () => {
    const [free, hindered] = [entry('s1', noon), entry('s1', noon, { conflicts: [full] })];
    expect(difference([free], [hindered])).toEqual({ ...nothing, hindered: [{ was: free, is: hindered }] });
    expect(difference([hindered], [free])).toEqual({ ...nothing, freed: [{ was: hindered, is: free }] });
    expect(isHarmless(difference([hindered], [free]), itself)).toBe(true);
    expect(isHarmless(difference([], [hindered]), itself)).toBe(false);
    expect(isHarmless(difference([], [free]), itself)).toBe(true);
  });

  it('made in the forecast before gives the forecast after, whatever they are', () => {
    const planned = fc.record({
      cause: fc.constantFrom('s1', 's2', 'r1'),
      deed: fc.constantFrom('a', 'b'),
      at: fc.integer({ min: 0, max: 6 }),
      planned: fc.integer({ min: 0, max: 6 }),
      conflicts: fc.constantFrom<Conflict[]>([], [full]),
    });
    const inOrder = fc.array(planned, { maxLength: 12 }).map((all) => all.toSorted((a, b) => a.at - b.at));
    fc.assert(
      fc.property(inOrder, inOrder, (before, after) => {
        const found = difference(before, after);
        const changes = [...found.moved, ...found.replaced, ...found.hindered, ...found.freed];
        const leaving = [...found.gone, ...changes.map(({ was }) => was)];
        const coming = [...found.added, ...changes.map(({ is }) => is)];
        expect(new Set(leaving).size).toBe(leaving.length);
        const made = [...before.filter((each) => !leaving.includes(each)), ...coming];
        // What is not told of has the same cause, deed, time and conflicts; its rule may have it elsewhere.
        const shown = (all: readonly Identity[]) =>
          all.map(({ cause, deed, at, conflicts }) => `${cause} ${deed} ${at} ${conflicts.length}`).toSorted();
        expect(shown(made)).toEqual(shown(after));
      }),
    );
  });
});
