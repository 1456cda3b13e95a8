import type { Hold, Instant } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { operationWakes } from './commands.js';
import { planInto } from './pin-message.js';
import type { CommandWithOperations } from './ports/store.js';
import { planUnpinInto } from './unpin.js';

/**
 * The end of a hold, or a renewal, when its time has come. If Pinwheel is down then, WhatsApp's own expiry still
 * takes the pin down.
 */
export async function tendPin(deps: Deps, pinId: number): Promise<void> {
  const found = await deps.store.findPin(pinId);
  if (!found) return;
  const now = deps.clock.now();
  const command = await deps.store.transaction(async (tx): Promise<CommandWithOperations | null> => {
    const locked = await tx.lockBoard(found.chatId);
    const pin = await tx.lockPin(pinId);
    if (!locked || !pin || pin.tendAt === null || pin.tendAt > now) return null;
    await tx.setPinTending(pinId, null);
    const origin = { source: `hold:${pinId}:${pin.tendAt}`, actor: { kind: 'hold' as const }, reportTo: null };
    const where = { ...origin, chatId: pin.chatId };
    const reply = isOver(pin.holdUntil, now)
      ? await planUnpinInto(deps, tx, locked, { ...where, what: { kind: 'pin', id: pinId } })
      : await planInto(deps, tx, locked, {
          ...where,
          target: { kind: 'message', messageId: pin.messageId },
          hold: rest(pin.holdUntil),
          slot: pin.slot,
          replace: [],
          again: true,
          kind: 'hold',
        });
    if (reply.kind === 'accepted') return reply.command;
    deps.logger.warn({ pin: pinId, why: reply.why.kind }, 'a pin could not be tended');
    return null;
  });
  if (command) await wakeAfterCommit(deps, operationWakes(command.operations));
}

const isOver = (holdUntil: Instant | null, now: Instant): boolean => holdUntil !== null && holdUntil <= now;
const rest = (holdUntil: Instant | null): Hold =>
  holdUntil === null ? { kind: 'forever' } : { kind: 'until', at: holdUntil };
