import { driftOf } from '@pinwheel/domain';
import type { Deps } from './deps.js';

/** `shown`: phones show it again, so there is nothing to let go of. */
export type LetGoReply = { kind: 'let_go' } | { kind: 'shown' } | { kind: 'gone' };

/** Accepts that somebody took a pin down: it is wanted no longer. Nothing is sent. */
export async function letGo(deps: Deps, pinId: number): Promise<LetGoReply> {
  const pin = await deps.store.findPin(pinId);
  if (!pin) return { kind: 'gone' };
  return deps.store.transaction(async (tx): Promise<LetGoReply> => {
    await tx.lockBoard(pin.chatId);
    const now = deps.clock.now();
    const records = await tx.pinRecords(pin.chatId, now);
    const lost = driftOf(records, now).find(({ messageId }) => messageId === pin.messageId);
    if (!lost)
      return records.some(({ messageId }) => messageId === pin.messageId) ? { kind: 'shown' } : { kind: 'gone' };
    await tx.letGo(pin.chatId, [pin.messageId], now);
    return { kind: 'let_go' };
  });
}
