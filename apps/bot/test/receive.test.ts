import type { StoredUpdate } from '@pinwheel/db';
import type { Update } from 'grammy/types';
import { expect, it } from 'vitest';
import { type ReceiveOptions, receivingOf } from '../src/ingress/receive.js';

it('takes up what was stored although the store seemed to fail, when Telegram gives it again', async () => {
  const kept: StoredUpdate[] = [];
  const taken: number[] = [];
  let answersLost = 1;
  const updates = {
    async save(received: Parameters<ReceiveOptions['updates']['save']>[0], now: number) {
      const fresh = received.filter(({ updateId }) => kept.every((one) => one.updateId !== updateId));
      const stored = fresh.map((one) => ({ ...one, receivedAt: now, replies: [], begun: false }));
      kept.push(...stored);
      // The connection goes between the commit and the word of it.
      if (answersLost > 0) {
        answersLost -= 1;
        throw new Error('Connection terminated');
      }
      return stored;
    },
  } as unknown as ReceiveOptions['updates'];
  const asked: (number | undefined)[] = [];
  const said = { update_id: 7, message: { chat: { id: 1 } } } as Update;
  const api = {
    async getUpdates({ offset }: { offset?: number }) {
      asked.push(offset);
      return offset === undefined ? [said] : [];
    },
  } as unknown as ReceiveOptions['api'];
  const receive = receivingOf({
    ...{ api, updates, clock: { now: () => 0 }, withoutStore() {} },
    take: (each) => taken.push(...each.map(({ updateId }) => updateId)),
    takeOpen: async () => void taken.push(...kept.map(({ updateId }) => updateId)),
  });
  const never = new AbortController().signal;
  await expect(receive(never)).rejects.toThrow('Connection terminated');
  await receive(never);
  await receive(never);
  expect(taken).toEqual([7]);
  expect(asked).toEqual([undefined, undefined, 8]);
});
