import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation, Outcome } from '../src/index.js';
import { attemptLimit, claim, claimTimeout, isClaimable, isSettled, settle } from '../src/index.js';
import { noon, operationOf, second } from './build.js';

const unpin = { kind: 'unpin', messageId: 1 } as const;
const silence: Outcome = { kind: 'unknown', why: 'no_acknowledgement' };
const outcome = fc.oneof(
  fc.constant<Outcome>({ kind: 'acknowledged' }),
  fc.integer({ min: 400, max: 599 }).map((code): Outcome => ({ kind: 'refused', code })),
  fc
    .constantFrom('no_acknowledgement', 'connection_lost', 'not_connected', 'failed_locally')
    .map((why): Outcome => ({ kind: 'unknown', why: why as 'no_acknowledgement' })),
);

describe('an operation', () => {
  it('may be claimed when it waits and its time has come', () => {
    expect(isClaimable(operationOf(unpin), noon, 1)).toBe(true);
    expect(isClaimable(operationOf(unpin, { wakeAt: noon + 1 }), noon, 1)).toBe(false);
  });

  it('belongs to its claimer until the claim runs out', () => {
    const claimed = claim(operationOf(unpin), noon, 1);
    expect(isClaimable(claimed, noon + claimTimeout - 1, 1)).toBe(false);
    expect(isClaimable(claimed, noon + claimTimeout, 1)).toBe(true);
  });

  it('is taken over at once by a new holder of the lease', () => {
    expect(isClaimable(claim(operationOf(unpin), noon, 1), noon, 2)).toBe(true);
  });

  it('keeps the code of a refusal', () => {
    const settled = settle(claim(operationOf(unpin), noon, 1), { kind: 'refused', code: 403 }, noon);
    expect(settled).toMatchObject({ state: 'refused', refusal: 403, wakeAt: null, settledAt: noon });
  });

  it('is cancelled with the reason where the gateway gives it up', () => {
    const pinChat = { kind: 'pin_chat', pinned: true } as const;
    const settled = settle(
      claim(operationOf(pinChat), noon, 1),
      { kind: 'given_up', reason: 'pinned_chats_full' },
      noon,
    );
    expect(settled).toMatchObject({ state: 'cancelled', cancelReason: 'pinned_chats_full', wakeAt: null });
  });

  it('is tried again later and later while WhatsApp keeps silent, then reported as unknown', () => {
    let operation = operationOf(unpin);
    const delays: number[] = [];
    for (;;) {
      operation = settle(claim(operation, noon, 1), silence, noon);
      if (isSettled(operation)) break;
      delays.push(operation.wakeAt! - noon);
    }
    expect(operation).toMatchObject({ state: 'unknown', attempt: attemptLimit });
    expect(delays).toEqual([2, 4, 8, 16].map((seconds) => seconds * second));
  });

  it('spends no attempt while there is no connection', () => {
    let operation = operationOf(unpin);
    for (let times = 0; times < 3 * attemptLimit; times += 1)
      operation = settle(claim(operation, noon, 1), { kind: 'unknown', why: 'not_connected' }, noon);
    expect(operation).toMatchObject({ state: 'waiting', attempt: 0 });
  });

  it('keeps its WhatsApp id through every attempt, and is either ended or has somebody to wake it', () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 12 }), (outcomes) => {
        let operation: Operation = operationOf(unpin);
        for (const each of outcomes) {
          if (isSettled(operation)) break;
          operation = settle(claim(operation, noon, 1), each, noon);
          expect(operation.wireId).toBe('3EB0');
          expect(operation.wakeAt === null).toBe(isSettled(operation));
          expect(operation.settledAt === null).toBe(!isSettled(operation));
        }
      }),
    );
  });
});
