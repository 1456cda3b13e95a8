import type { AgendaEntry } from '@pinwheel/pinning';
import { describe, expect, it } from 'vitest';
import { type Foreseen, withoutSlot } from '../src/plan/crowded.js';
import { inTurn } from '../src/reports/in-turn.js';

const hour = 3_600_000;

const entry = (at: number, fields: Partial<AgendaEntry> = {}): AgendaEntry => ({
  ...{
    at,
    what: 'pin',
    slot: null,
    message: null,
    text: 'x',
    leaves: null,
    movedFrom: null,
    cause: { kind: 'schedule', id: 1 },
    goesOn: false,
  },
  chat: { id: 1 } as AgendaEntry['chat'],
  ...fields,
});
const standing = (fields: Partial<Foreseen> = {}): Foreseen => ({
  ...{ messageId: null, rotationId: null, slot: null, until: null },
  ...fields,
});

describe('what will find no slot', () => {
  it('is what comes when all are taken for good', () => {
    const [first, second] = [entry(hour), entry(2 * hour)];
    expect(withoutSlot([first, second], [standing(), standing()], new Map(), 3)).toEqual([second]);
  });

  it('is not what comes after an earlier one has gone', () => {
    const entries = [entry(hour), entry(26 * hour), entry(51 * hour)];
    const day = new Map([[1, { kind: 'length' as const, ms: 24 * hour }]]);
    expect(withoutSlot(entries, [standing(), standing()], day, 3)).toEqual([]);
  });

  it('is not a turn, which takes the place of the one before', () => {
    const turn = (at: number) => entry(at, { what: 'turn', cause: { kind: 'rotation', id: 7, name: 'news' } });
    const pins = [standing(), standing(), standing({ rotationId: 7 })];
    expect(withoutSlot([turn(hour), turn(2 * hour)], pins, new Map(), 3)).toEqual([]);
  });

  it('is what wants a slot that another holds', () => {
    const wanting = entry(hour, { slot: 2 });
    expect(withoutSlot([wanting], [standing({ slot: 2 })], new Map(), 3)).toEqual([wanting]);
  });
});

describe('work in turn', () => {
  it('waits for earlier work on the same thing only, also when that failed', async () => {
    const turn = inTurn();
    const order: string[] = [];
    let finish = () => {};
    const first = turn('a', async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      order.push('first of a');
      throw new Error('failed');
    });
    const second = turn('a', async () => void order.push('second of a'));
    await turn('b', async () => void order.push('b'));
    finish();
    await expect(first).rejects.toThrow('failed');
    await second;
    expect(order).toEqual(['b', 'first of a', 'second of a']);
  });
});
