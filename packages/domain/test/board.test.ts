import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Board, Operation, PinRequest } from '../src/index.js';
import {
  comingSlots,
  concerns,
  evictedPins,
  findsRoom,
  inShownOrder,
  isStanding,
  planPin,
  planUnpin,
  standingPins,
} from '../src/index.js';
import { boardOf, day, hour, noon, operationOf, pinOf } from './build.js';

const week = { kind: 'length', ms: 7 * day } as const;
const ask = (messageId: number, fields: Partial<PinRequest> = {}): PinRequest => ({
  ...{ messageId, hold: week, slot: null, replace: [] },
  ...fields,
});
const pinning = (messageId: number, slot: number): Operation =>
  operationOf({ kind: 'pin', messageId, durationSeconds: 604_800, hold: week, slot });
const full = boardOf([pinOf(1, { slot: 1 }), pinOf(2, { slot: 2 }), pinOf(3, { slot: 3 })]);

describe('planning a pin', () => {
  it('takes the lowest free slot', () => {
    const plan = planPin(boardOf([pinOf(1, { slot: 1 }), pinOf(3, { slot: 3 })]), ask(9), noon);
    expect(plan).toEqual({
      kind: 'planned',
      contents: [{ kind: 'pin', messageId: 9, durationSeconds: 604_800, hold: week, slot: 2 }],
    });
  });

  it('names the pins of a full board instead of letting WhatsApp evict one', () => {
    expect(planPin(full, ask(9), noon)).toEqual({ kind: 'board_full', slots: 3, pins: full.pins });
  });

  it('makes room by unpinning the chosen one first, and takes its slot', () => {
    const plan = planPin(full, ask(9, { replace: [2] }), noon);
    expect(plan).toMatchObject({
      kind: 'planned',
      contents: [
        { kind: 'unpin', messageId: 2 },
        { kind: 'pin', messageId: 9, slot: 2 },
      ],
    });
  });

  it('makes room by taking back what is still on its way up', () => {
    const board = boardOf([], [pinning(1, 1), pinning(2, 2), pinning(3, 3)]);
    expect(planPin(board, ask(9, { replace: [2] }), noon)).toMatchObject({
      kind: 'planned',
      contents: [
        { kind: 'unpin', messageId: 2 },
        { kind: 'pin', messageId: 9, slot: 2 },
      ],
    });
  });

  it('counts what is on its way', () => {
    const board = boardOf([pinOf(1, { slot: 1 })], [pinning(2, 2), pinning(3, 3)]);
    expect(planPin(board, ask(9), noon)).toMatchObject({ kind: 'board_full' });
  });

  it('does not count a pin whose unpin is on its way', () => {
    const board = { ...full, underWay: [operationOf({ kind: 'unpin', messageId: 2 })] };
    expect(planPin(board, ask(9), noon)).toMatchObject({ kind: 'planned', contents: [{ messageId: 9, slot: 2 }] });
  });

  it('does not count expired pins', () => {
    expect(planPin(full, ask(9), noon + 7 * day)).toMatchObject({ kind: 'planned' });
  });

  it('refuses what is pinned already for as long', () => {
    const pin = pinOf(1);
    expect(planPin(boardOf([pin]), ask(1), noon + hour)).toEqual({ kind: 'already_pinned', pin });
  });

  it('pins again in its own slot when a longer hold is asked for', () => {
    const plan = planPin(full, ask(2, { hold: { kind: 'length', ms: 30 * day } }), noon);
    expect(plan).toMatchObject({ kind: 'planned', contents: [{ messageId: 2, slot: 2, durationSeconds: 2_592_000 }] });
  });

  it('pins a message again that is on its way down', () => {
    const board = boardOf([pinOf(1)], [operationOf({ kind: 'unpin', messageId: 1 })]);
    expect(planPin(board, ask(1), noon)).toMatchObject({ kind: 'planned' });
  });

  it('says so when the same pin is on its way', () => {
    expect(planPin(boardOf([], [pinning(9, 1)]), ask(9), noon)).toEqual({ kind: 'already_under_way' });
  });

  it('asks before taking a slot that another pin holds', () => {
    const pin = pinOf(1, { slot: 2 });
    expect(planPin(boardOf([pin]), ask(9, { slot: 2 }), noon)).toEqual({ kind: 'slot_taken', slot: 2, pin });
  });

  it('keeps up what stands where the chat has fewer slots now, and lets nothing come beside it', () => {
    const board = boardOf([...full.pins], [], 1);
    const longer = ask(3, { hold: { kind: 'forever' }, slot: 3, again: true });
    expect(planPin(board, longer, noon)).toMatchObject({ kind: 'planned', contents: [{ messageId: 3, slot: 3 }] });
    expect(planPin(board, ask(9), noon)).toMatchObject({ kind: 'board_full', slots: 1 });
    expect(planPin(board, ask(9, { replace: [1, 2, 3] }), noon)).toMatchObject({ kind: 'planned' });
  });

  it('knows no slot beyond the last', () => {
    expect(planPin(boardOf([]), ask(9, { slot: 4 }), noon)).toEqual({ kind: 'no_such_slot', slot: 4, slots: 3 });
  });

  it('never touches what stands in a locked slot', () => {
    const locked = { ...full, locked: [2] };
    expect(planPin(locked, ask(9, { replace: [2] }), noon)).toEqual({ kind: 'slot_locked', slot: 2 });
    expect(planPin(locked, ask(9, { slot: 2 }), noon)).toEqual({ kind: 'slot_locked', slot: 2 });
    expect(planPin(locked, ask(9), noon)).toMatchObject({ kind: 'board_full', pins: [{ slot: 1 }, { slot: 3 }] });
  });

  it('keeps a locked slot free for whoever names it, and for no plan', () => {
    const board = { ...boardOf([pinOf(1, { slot: 1 })]), locked: [2] };
    expect(planPin(board, ask(9), noon)).toMatchObject({ contents: [{ slot: 3 }] });
    expect(planPin(board, ask(9, { slot: 2 }), noon)).toMatchObject({ contents: [{ slot: 2 }] });
    expect(planPin(board, ask(9, { slot: 2, initiative: 'plan' }), noon)).toEqual({ kind: 'slot_locked', slot: 2 });
  });

  it('lets a hold go on in a locked slot, and its author make it longer', () => {
    const locked = { ...full, locked: [2] };
    const longer = { hold: { kind: 'forever' }, again: true } as const;
    for (const initiative of ['hold', 'person'] as const)
      expect(planPin(locked, ask(2, { ...longer, initiative }), noon)).toMatchObject({ contents: [{ slot: 2 }] });
    expect(planPin(locked, ask(2, { ...longer, initiative: 'plan' }), noon)).toMatchObject({ kind: 'slot_locked' });
  });

  it('never plans more pins than slots, nor two in one, however commands follow each other', () => {
    const command = fc.record({
      messageId: fc.integer({ min: 1, max: 6 }),
      slot: fc.option(fc.integer({ min: 1, max: 4 })),
      replace: fc.array(
        fc.integer({ min: 1, max: 6 }).map((id) => id * 10),
        { maxLength: 2 },
      ),
      unpin: fc.boolean(),
      initiative: fc.constantFrom('person', 'plan', 'hold'),
      settles: fc.boolean(),
    });
    const locks = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(command, { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        locks,
        (commands, slots, locked) => {
          let board: Board = { ...boardOf([], [], slots), locked };
          for (const { unpin, settles, ...request } of commands) {
            const plan = unpin
              ? planUnpin(board, [request.messageId], noon, request.initiative)
              : planPin(board, ask(request.messageId, request), noon);
            if (plan.kind !== 'planned') continue;
            const before = comingSlots(board, noon);
            const operations = plan.contents.map((content) => operationOf(content));
            board = settles
              ? carriedOut(board, operations)
              : { ...board, underWay: [...board.underWay, ...operations] };
            const coming = comingSlots(board, noon);
            expect(coming.size).toBeLessThanOrEqual(slots);
            expect(new Set(coming.values()).size).toBe(coming.size);
            if (request.initiative === 'hold') continue;
            const stayed = [...before].filter(([id, slot]) => locked.includes(slot) && id !== request.messageId);
            expect(stayed.filter(([id, slot]) => coming.get(id) !== slot)).toEqual([]);
          }
        },
      ),
    );
  });
});

function carriedOut(board: Board, operations: Operation[]): Board {
  let { pins } = board;
  for (const operation of [...board.underWay, ...operations]) {
    const { content } = operation;
    pins = pins.filter((pin) => !concerns(operation, pin.messageId));
    if (content.kind === 'pin') pins = [...pins, pinOf(content.messageId, { slot: content.slot })];
  }
  return { ...board, pins, underWay: [] };
}

describe('planning an unpin', () => {
  it('takes down what stands and what is on its way', () => {
    const board = boardOf([pinOf(1)], [pinning(2, 2)]);
    expect(planUnpin(board, [1, 2, 3], noon)).toEqual({
      kind: 'planned',
      contents: [
        { kind: 'unpin', messageId: 1 },
        { kind: 'unpin', messageId: 2 },
      ],
    });
  });

  it('leaves what is locked, unless its hold ends', () => {
    const locked = { ...full, locked: [2] };
    expect(planUnpin(locked, [1, 2, 3], noon)).toMatchObject({ contents: [{ messageId: 1 }, { messageId: 3 }] });
    expect(planUnpin(locked, [2], noon)).toEqual({ kind: 'slot_locked', slot: 2 });
    expect(planUnpin(locked, [2], noon, 'hold')).toMatchObject({ contents: [{ messageId: 2 }] });
  });

  it('has nothing to do when nothing is pinned', () => {
    expect(planUnpin(boardOf([pinOf(1, { endedAt: noon })]), [1], noon)).toEqual({ kind: 'not_pinned' });
  });
});

describe('the board', () => {
  it('derives expiry from the time, to the millisecond', () => {
    const pin = pinOf(1);
    expect(isStanding(pin, pin.expiresAt - 1)).toBe(true);
    expect(isStanding(pin, pin.expiresAt)).toBe(false);
    expect(standingPins(boardOf([pin]), pin.expiresAt)).toEqual([]);
  });

  it('is shown by the date of the messages, newest first', () => {
    const pins = [{ messageSentAt: 1 }, { messageSentAt: 3 }, { messageSentAt: 2 }];
    expect(inShownOrder(pins).map((pin) => pin.messageSentAt)).toEqual([3, 2, 1]);
  });

  it('has room for what stands already, and else for as many as it has slots', () => {
    expect(findsRoom(full, 1, noon)).toBe(true);
    expect(findsRoom(full, 9, noon)).toBe(false);
    expect(findsRoom(full, 9, noon + 7 * day)).toBe(true);
    expect(findsRoom(boardOf([...full.pins], [operationOf({ kind: 'unpin', messageId: 1 })]), 9, noon)).toBe(false);
  });

  it('loses its oldest pin when a phone pins one too many', () => {
    const pins = [
      pinOf(1, { pinnedAt: 3 }),
      pinOf(2, { pinnedAt: 1 }),
      pinOf(3, { pinnedAt: 2 }),
      pinOf(4, { pinnedAt: 4 }),
    ];
    expect(evictedPins(boardOf(pins), noon).map((pin) => pin.messageId)).toEqual([2]);
  });

  it('loses none where there are more than the chat is to have, as long as WhatsApp shows them all', () => {
    expect(evictedPins(boardOf([...full.pins], [], 1), noon)).toEqual([]);
  });
});
