import type { Board, Chat, Hold, Instant, Pin } from '@pinwheel/domain';
import { chatObstacle, concerns, renewalDueBy, reopen, tendingTime } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import { operationWakes, saveRefusedCommand } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { refusedWake } from './fire-schedule.js';
import { planInto } from './pin-message.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { planUnpinInto } from './unpin.js';

/** What failed is tried again after this, in ms: the day before an expiry has room for many, an overdue pin for more. */
const again = 20 * 60_000;

type Locked = { chat: Chat; board: Board };

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
    const due = tendingTime(pin);
    const isOver = pin.holdUntil !== null && pin.holdUntil <= now;
    if (pin.tendAt === due) return tend(deps, tx, locked, pin, { isOver, source: sourceOf(pin, due), isFirst: true });
    if (chatObstacle(locked.chat)) return [];
    const retried = due === null ? null : await tryAgain(tx, sourceOf(pin, due), isOver ? 'unpin' : 'pin', now);
    return retried ?? tend(deps, tx, locked, pin, { isOver, source: sourceOf(pin, pin.tendAt), isFirst: false });
  });
  await wakeAfterCommit(deps, wakes);
}

const sourceOf = ({ id }: Pin, at: Instant): string => `hold:${id}:${at}`;

/**
 * Sends once more what the first try came to nothing with, as the same message: should the chat have seen it after all,
 * it sees no second one.
 */
async function tryAgain(tx: Transaction, source: string, kind: 'pin' | 'unpin', now: Instant): Promise<Wake[] | null> {
  const first = await tx.findCommandBySource(source);
  const failed = first?.operations.find(({ content, state }) => content.kind === kind && hasFailed(state));
  if (!first || !failed) return null;
  const operation = reopen(failed, now);
  await tx.saveOperation(operation);
  return operationWakes({ command: first.command, operations: [operation] });
}

const hasFailed = (state: string): boolean => state === 'refused' || state === 'unknown';

async function tend(
  deps: Deps,
  tx: Transaction,
  locked: Locked,
  pin: Pin,
  { isOver, source, isFirst }: { isOver: boolean; source: string; isFirst: boolean },
): Promise<Wake[]> {
  const now = deps.clock.now();
  const asker = isFirst ? await tx.findAsker(pin.id) : null;
  const origin: CommandOrigin = { source, actor: { kind: 'hold' }, reportTo: asker && { ...asker, messageId: null } };
  const reply = isOver ? await end(deps, tx, locked, pin, origin) : await renew(deps, tx, locked, pin, origin);
  if (reply.kind === 'accepted') return operationWakes(reply.command);
  deps.logger.warn({ pin: pin.id, why: reply.why.kind }, 'a pin could not be tended');
  // Taken down, or on its way: there is nothing left to tend, and nothing to tell.
  if (reply.why.kind === 'not_pinned' || !isFirst) return [];
  const kind = isOver ? 'unpin' : 'hold';
  const command = await saveRefusedCommand(deps, tx, { ...origin, kind, chat: locked.chat, refusal: reply.why });
  return refusedWake(command.id, now);
}

/** The time that was promised has come: the chat's budget does not hold it back. */
const end = (deps: Deps, tx: Transaction, locked: Locked, { id, chatId }: Pin, origin: CommandOrigin) =>
  planUnpinInto(deps, tx, locked, { ...origin, dueBy: deps.clock.now(), chatId, what: { kind: 'pin', id } });

const renew = (deps: Deps, tx: Transaction, locked: Locked, pin: Pin, origin: CommandOrigin) =>
  planInto(deps, tx, locked, {
    ...origin,
    dueBy: renewalDueBy(pin),
    chatId: pin.chatId,
    target: { kind: 'message', messageId: pin.messageId },
    hold: rest(pin.holdUntil),
    slot: pin.slot,
    replace: [],
    again: true,
    kind: 'hold',
  });

const rest = (holdUntil: Instant | null): Hold =>
  holdUntil === null ? { kind: 'forever' } : { kind: 'until', at: holdUntil };
