import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Board,
  comingSlots,
  isBudgeted,
  mayOvertake,
  type Operation,
  type OperationContent,
  putOffOf,
  type SeenChange,
} from '../src/index.js';
import { boardOf, day, groupOf, hour, noon, operationOf, pinOf, second } from './build.js';

const minute = 60 * second;
const chat = groupOf({ changeGapSeconds: 60, changesADay: 4 });
const waiting = operationOf({ kind: 'unpin', messageId: 1 });
const seen = (...ago: number[]): SeenChange[] => ago.map((ms) => ({ commandId: 'earlier', at: noon - ms }));

describe('the budget of a chat', () => {
  it('keeps a gap between two changes', () => {
    expect(putOffOf(waiting, chat, seen(20 * second), 1, noon)).toEqual({ until: noon + 40 * second, because: 'gap' });
    expect(putOffOf(waiting, chat, seen(minute), 1, noon)).toBeNull();
    expect(putOffOf(waiting, chat, [], 1, noon)).toBeNull();
  });

  it('does not put off for a moment what is planned a gap apart', () => {
    expect(putOffOf(waiting, chat, seen(58 * second), 1, noon)).toBeNull();
  });

  it('lets a command finish what it has begun', () => {
    const own = [{ commandId: waiting.commandId, at: noon }];
    expect(putOffOf(waiting, chat, own, 1, noon)).toBeNull();
  });

  it('is spent for 24 hours from each change, and a command that does not fit in waits for all of its room', () => {
    const full = seen(1 * hour, 2 * hour, 3 * hour, 4 * hour);
    expect(putOffOf(waiting, chat, full, 1, noon)).toEqual({ until: noon - 4 * hour + day, because: 'day_full' });
    expect(putOffOf(waiting, chat, full, 2, noon)).toMatchObject({ until: noon - 3 * hour + day });
    expect(putOffOf(waiting, chat, full.slice(0, 3), 1, noon)).toBeNull();
  });

  it('lets a command that is larger than the budget go when the day is empty', () => {
    expect(putOffOf(waiting, chat, [], 9, noon)).toBeNull();
    expect(putOffOf(waiting, chat, seen(hour), 9, noon)).toMatchObject({ until: noon - hour + day });
  });

  it('holds nothing back beyond the moment at which it must go', () => {
    const full = seen(1 * hour, 2 * hour, 3 * hour, 4 * hour);
    const renewal = { ...waiting, dueBy: noon + hour };
    expect(putOffOf(renewal, chat, full, 1, noon)).toMatchObject({ until: noon + hour });
    expect(isBudgeted(renewal, noon)).toBe(true);
    expect(isBudgeted(renewal, noon + hour)).toBe(false);
  });

  it('leaves alone what the chat may have seen already, and what it does not see', () => {
    expect(isBudgeted({ ...waiting, attempt: 1 }, noon)).toBe(false);
    expect(isBudgeted(operationOf({ kind: 'pin_chat', pinned: true }), noon)).toBe(false);
  });
});

describe('going before what is put off', () => {
  const line = (...contents: OperationContent[]): Operation[] =>
    contents.map((content, index) => operationOf(content, { id: String(index), seq: index }));
  const pin = (messageId: number, slot: number): OperationContent => ({
    ...{ kind: 'pin', messageId, slot, durationSeconds: 86_400 },
    hold: { kind: 'forever' },
  });
  const last = (board: Board): Operation => board.underWay.at(-1)!;

  it('is for what has neither message nor slot in common with it', () => {
    const board = boardOf([pinOf(1, { slot: 1 })], line({ kind: 'unpin', messageId: 1 }, pin(2, 1), pin(3, 2)));
    expect(mayOvertake(board, last(board), noon)).toBe(true);
  });

  it('is not for what takes a slot that is still to be freed, nor for the same message', () => {
    const freed = boardOf([pinOf(1, { slot: 1 })], line({ kind: 'unpin', messageId: 1 }, pin(3, 1)));
    expect(mayOvertake(freed, last(freed), noon)).toBe(false);
    const same = boardOf([], line(pin(2, 1), { kind: 'unpin', messageId: 2 }));
    expect(mayOvertake(same, last(same), noon)).toBe(false);
  });

  it('leads to the same board, and to two pins in one slot at no time', () => {
    const content = fc.oneof(
      fc
        .record({ messageId: fc.integer({ min: 1, max: 5 }), slot: fc.integer({ min: 1, max: 3 }) })
        .map(({ messageId, slot }) => pin(messageId, slot)),
      fc.integer({ min: 1, max: 5 }).map((messageId): OperationContent => ({ kind: 'unpin', messageId })),
    );
    const standing = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 3 });
    fc.assert(
      fc.property(standing, fc.array(content, { minLength: 1, maxLength: 5 }), (up, contents) => {
        const board = boardOf(
          up.map((messageId, index) => pinOf(messageId, { slot: index + 1 })),
          line(...contents),
        );
        fc.pre(noSlotTwice(board));
        if (!mayOvertake(board, last(board), noon)) return;
        const overtaken = { ...board, underWay: [last(board), ...board.underWay.slice(0, -1)] };
        expect(Object.fromEntries(comingSlots(overtaken, noon))).toEqual(Object.fromEntries(comingSlots(board, noon)));
        expect(noSlotTwice(overtaken)).toBe(true);
      }),
    );
  });

  /** Also while it is carried out, one after another. */
  function noSlotTwice(board: Board): boolean {
    return board.underWay.every((_, index) => {
      const slots = [...comingSlots({ ...board, underWay: board.underWay.slice(0, index + 1) }, noon).values()];
      return new Set(slots).size === slots.length;
    });
  }
});
