import type { Hold, Instant } from '@pinwheel/domain';
import { concerns, tendingTime } from '@pinwheel/domain';
import { operationWakes, saveRefusedCommand } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { refusedWake } from './fire-schedule.js';
import { planInto } from './pin-message.js';
import type { Wake } from './ports/wake.js';
import { planUnpinInto } from './unpin.js';

/** What failed is tried again after this, in ms: the day before an expiry has room for many, an overdue pin for more. */
const again = 20 * 60_000;

/**
 * The end of a hold, or a renewal, when its time has come. If Pinwheel is down then, WhatsApp's own expiry still
 * takes the pin down. The pin stays due until it has ended or was renewed, whatever becomes of the operation; whoever
 * asked for it is told how the first try ended.
 */
export async function tendPin(deps: Deps, pinId: number): Promise<void> {
  const found = await deps.store.findPin(pinId);
  if (!found) return;
  const now = deps.clock.now();
  const wakes = await deps.store.transaction(async (tx): Promise<Wake[]> => {
    const locked = await tx.lockBoard(found.chatId);
    const pin = await tx.lockPin(pinId);
    if (!locked || !pin || pin.tendAt === null) return [];
    if (pin.tendAt > now) return [{ kind: 'pin', id: pinId, at: pin.tendAt }];
    await tx.setPinTending(pinId, pin.expiresAt > now ? now + again : null);
    // The last try is still on its way: an outage must not pile up renewals.
    if (locked.board.underWay.some((operation) => concerns(operation, pin.messageId))) return [];
    const isFirst = pin.tendAt === tendingTime(pin.holdUntil, pin.expiresAt);
    const asker = isFirst ? await tx.findAsker(pinId) : null;
    const origin = {
      source: `hold:${pinId}:${pin.tendAt}`,
      actor: { kind: 'hold' as const },
      reportTo: asker && { ...asker, messageId: null },
    };
    const where = { ...origin, chatId: pin.chatId };
    const isOver = pin.holdUntil !== null && pin.holdUntil <= now;
    const reply = isOver
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
    if (reply.kind === 'accepted') return operationWakes(reply.command);
    deps.logger.warn({ pin: pinId, why: reply.why.kind }, 'a pin could not be tended');
    // Taken down, or on its way: there is nothing left to tend, and nothing to tell.
    if (reply.why.kind === 'not_pinned' || !isFirst) return [];
    const kind = isOver ? 'unpin' : 'hold';
    const command = await saveRefusedCommand(deps, tx, { ...origin, kind, chat: locked.chat, refusal: reply.why });
    return refusedWake(command.id, now);
  });
  await wakeAfterCommit(deps, wakes);
}

const rest = (holdUntil: Instant | null): Hold =>
  holdUntil === null ? { kind: 'forever' } : { kind: 'until', at: holdUntil };
