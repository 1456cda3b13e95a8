import { describe, expect, it } from 'vitest';
import { claimDelivery, type Delivery, deliveryPatience, retryDelay, settleDelivery } from '../src/index.js';

const now = 1_000_000;
const waiting: Delivery = {
  ...{ id: 'd', webhookId: 'w', event: 'pinned', state: 'waiting', attempt: 0, createdAt: now },
  ...{ giveUpAt: now + deliveryPatience, wakeAt: now, settledAt: null, status: null, problem: null },
};
const attempt = (number: number): Delivery => claimDelivery({ ...waiting, attempt: number - 1 }, now);

describe('a delivery', () => {
  it.each([200, 201, 204, 299])('is delivered when the receiver answers %i', (status) => {
    expect(settleDelivery(attempt(1), { kind: 'answered', status }, now, 0)).toMatchObject({
      ...{ state: 'delivered', status, wakeAt: null, settledAt: now },
    });
  });

  it.each([301, 400, 404, 429, 500])('is tried again when it answers %i', (status) => {
    expect(settleDelivery(attempt(1), { kind: 'answered', status }, now, 1)).toMatchObject({
      ...{ state: 'waiting', status, wakeAt: now + 5_000, settledAt: null },
    });
  });

  it('is dead at once when the receiver is gone for good', () => {
    expect(settleDelivery(attempt(1), { kind: 'answered', status: 410 }, now, 0)).toMatchObject({ state: 'dead' });
  });

  it('waits longer each time, up to an hour, and never as long as the one beside it', () => {
    expect([1, 2, 3, 4].map((number) => retryDelay(number, 1))).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(retryDelay(30, 1)).toBe(3_600_000);
    expect(retryDelay(30, 0)).toBe(1_800_000);
  });

  it('has its last attempt when its day is over, and is dead after that', () => {
    const almost = now + deliveryPatience - 1;
    const failed = { kind: 'failed', problem: 'too_slow' } as const;
    const last = settleDelivery(attempt(20), failed, almost, 1);
    expect(last).toMatchObject({ state: 'waiting', wakeAt: now + deliveryPatience, problem: 'too_slow' });
    expect(settleDelivery(claimDelivery(last, last.wakeAt!), failed, last.wakeAt!, 1)).toMatchObject({ state: 'dead' });
  });

  it('does not count an attempt that our own end broke off', () => {
    expect(settleDelivery(attempt(3), { kind: 'broken_off' }, now, 0)).toMatchObject({
      ...{ state: 'waiting', attempt: 2, wakeAt: now },
    });
  });
});
