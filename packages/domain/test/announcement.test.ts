import { describe, expect, it } from 'vitest';
import { claim, isClaimable, remainderAfter, reopen, settle } from '../src/index.js';
import { noon, operationOf } from './build.js';

const post = operationOf({ kind: 'post', messageId: 1, text: 'Water off' });

describe('what another try owes a chat', () => {
  it('is everything where nothing was planned, or WhatsApp refused the text', () => {
    expect(remainderAfter(null)).toBe('post_and_pin');
    expect(remainderAfter({ state: 'refused' })).toBe('post_and_pin');
  });

  it('is the pin alone where the text stands', () => {
    expect(remainderAfter({ state: 'acknowledged' })).toBe('pin');
  });

  it('is the same text once more where nobody knows whether it stands', () => {
    expect(remainderAfter({ state: 'unknown' })).toBe('post_again_and_pin');
    expect(remainderAfter({ state: 'cancelled' })).toBe('post_again_and_pin');
  });
});

it('a text that is sent again has all its attempts anew, and its WhatsApp id', () => {
  const tired = { ...claim({ ...post, attempt: 4 }, noon, 1) };
  const unknown = settle(tired, { kind: 'unknown', why: 'no_acknowledgement' }, noon);
  expect(unknown.state).toBe('unknown');
  const again = reopen(unknown, noon + 1);
  expect(again).toMatchObject({ state: 'waiting', attempt: 0, wireId: post.wireId, settledAt: null });
  expect(isClaimable(again, noon + 1, 2)).toBe(true);
});
