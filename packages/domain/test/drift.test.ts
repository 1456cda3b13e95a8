import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftOf, isStanding, isWanted, type PinRecord, stepFor } from '../src/index.js';
import { boardOf, day, hour, noon, pinOf } from './build.js';

const ana = { kind: 'admin', telegramId: 7, name: 'Ana' } as const;
const bia = { kind: 'person', jid: '7@lid', name: 'Bia' } as const;
const recordOf = (messageId: number, fields: Partial<PinRecord> = {}): PinRecord => ({
  ...pinOf(messageId),
  ...{ by: ana, end: null, endedBy: null, letGoAt: null },
  ...fields,
});
const takenDown = { end: 'taken_down', endedAt: noon + hour, endedBy: bia } as const;

describe('drift', () => {
  it('is what somebody took down that was to stay', () => {
    const lost = recordOf(1, takenDown);
    expect(driftOf([lost, recordOf(2)], noon + 2 * hour)).toEqual([
      { ...lost, loss: 'taken_down', lostAt: noon + hour },
    ]);
  });

  it.each([
    ['an admin unpinned it', { end: 'unpinned', endedAt: noon }],
    ['its message was deleted', { end: 'message_deleted', endedAt: noon }],
    ['an admin has let it go', { ...takenDown, letGoAt: noon + hour }],
    ['a person had put it up', { ...takenDown, by: bia }],
    ['its hold is over', { ...takenDown, holdUntil: noon + hour }],
  ] as const)('is none where %s', (_, fields) => {
    expect(driftOf([recordOf(1, fields)], noon + 2 * hour)).toEqual([]);
  });

  it('is none once somebody has pinned the message again', () => {
    const again = recordOf(1, { id: 11, by: bia, pinnedAt: noon + 2 * hour });
    expect(driftOf([recordOf(1, takenDown), again], noon + 3 * hour)).toEqual([]);
  });

  it('is also what ran out before its hold, and what a fourth pin pushed out', () => {
    const records = [recordOf(1, { holdUntil: null }), recordOf(2, { ...takenDown, end: 'evicted', holdUntil: null })];
    const found = driftOf(records, noon + 8 * day);
    expect(found.map(({ messageId, loss }) => [messageId, loss])).toEqual([
      [2, 'evicted'],
      [1, 'ran_out'],
    ]);
  });

  it('is exactly what is wanted and not shown, each message once, whatever happened', () => {
    const instants = fc.integer({ min: 0, max: 20 }).map((hours) => noon + hours * hour);
    const record = fc
      .record({
        id: fc.integer({ min: 1, max: 1_000 }),
        messageId: fc.integer({ min: 1, max: 5 }),
        pinnedAt: instants,
        expiresAt: instants,
        holdUntil: fc.option(instants),
        end: fc.constantFrom(null, 'unpinned', 'taken_down', 'evicted', 'message_deleted', 'renewed'),
        letGoAt: fc.option(instants),
        by: fc.constantFrom(ana, bia),
      })
      .map(({ end, ...rest }) => recordOf(rest.messageId, { ...rest, end, endedAt: end && rest.pinnedAt }));
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), instants, (records, now) => {
        const drift = driftOf(records, now).map(({ messageId }) => messageId);
        const messages = (holds: (each: PinRecord) => boolean) =>
          new Set(records.filter(holds).map(({ messageId }) => messageId));
        const [wanted, shown] = [messages((each) => isWanted(each, now)), messages((each) => isStanding(each, now))];
        expect(new Set(drift).size).toBe(drift.length);
        expect(new Set(drift)).toEqual(new Set([...wanted].filter((id) => !shown.has(id))));
      }),
    );
  });
});

describe('what is done about a lost pin', () => {
  const repair = { drift: 'repair', repairsADay: 3 } as const;
  const lost = { loss: 'taken_down' } as const;
  const empty = boardOf([]);

  it('is to tell, to repair or nothing, as the chat has it', () => {
    expect(stepFor(lost, { ...repair, drift: 'observe' }, 0, empty, noon)).toBe('tell');
    expect(stepFor(lost, { ...repair, drift: 'off' }, 0, empty, noon)).toBe('leave');
    expect(stepFor(lost, repair, 2, empty, noon)).toBe('repair');
  });

  it('is nothing where it ran out: whoever looks after holds pins it again', () => {
    expect(stepFor({ loss: 'ran_out' }, repair, 0, empty, noon)).toBe('wait');
  });

  it('is to tell after so many repairs in a day, or where no slot is free: we do not fight people', () => {
    expect(stepFor(lost, repair, 3, empty, noon)).toBe('repairs_spent');
    expect(stepFor(lost, { ...repair, repairsADay: 0 }, 0, empty, noon)).toBe('repairs_spent');
    const full = boardOf([1, 2, 3].map((slot) => pinOf(slot, { slot })));
    expect(stepFor(lost, repair, 0, full, noon)).toBe('no_room');
  });
});
