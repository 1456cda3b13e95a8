import { describe, expect, it } from 'vitest';
import {
  comingSlots,
  concerns,
  isSameChange,
  isSameSubject,
  isViewChange,
  planPin,
  type ViewChange,
} from '../src/index.js';
import { boardOf, day, noon, operationOf, pinOf } from './build.js';

const star = (messageId: number, favorite = true): ViewChange => ({ kind: 'favorite_message', messageId, favorite });
const pinChat = (pinned: boolean): ViewChange => ({ kind: 'pin_chat', pinned });

describe('a change of the view', () => {
  it('is the same as another that wants the same for the same chat or message', () => {
    expect(isSameChange(star(1), star(1))).toBe(true);
    expect(isSameChange(star(1), star(2))).toBe(false);
    expect(isSameChange(star(1), star(1, false))).toBe(false);
    expect(isSameSubject(star(1), star(1, false))).toBe(true);
    expect(isSameChange(pinChat(true), pinChat(true))).toBe(true);
    expect(isSameSubject(pinChat(true), { kind: 'favorite_chat', favorite: true })).toBe(false);
  });

  it('takes no slot, and does not stand in the way of a pin of the same message', () => {
    const underWay = [operationOf(star(1)), operationOf(pinChat(true))];
    const board = boardOf([pinOf(2)], underWay);
    expect(comingSlots(board, noon)).toEqual(new Map([[2, 1]]));
    const request = { messageId: 1, hold: { kind: 'length', ms: day } as const, slot: null, replace: [] };
    expect(planPin(board, request, noon)).toMatchObject({ kind: 'planned' });
    expect(underWay.filter((operation) => concerns(operation, 1))).toEqual([]);
    expect(underWay.map(({ content }) => isViewChange(content))).toEqual([true, true]);
  });
});
