import type { Actor, Board, Duration, Hold, Instant, Operation, OperationContent } from '@pinwheel/domain';
import {
  chatObstacle,
  comingSlots,
  concerns,
  isSettled,
  messageObstacle,
  planPin,
  standingPins,
} from '@pinwheel/domain';
import { operationWakes, saveCommand } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { withShownPins } from './pin-message.js';
import type { CommandWithOperations, Transaction } from './ports/store.js';
import { type QueueFull, type QueueLimit, whyNoRoom } from './queue-room.js';
import type { PinRefusal, PlannedRefusal, UnpinRefusal } from './refusals.js';

interface Now extends QueueLimit {
  chatId: number;
  messageId: number;
  actor: Actor;
  source: string;
  /**
   * What a request does that asks for the same as one before: `join` waits for that one, and sends nothing while the
   * board is as wanted already; `send` sends again.
   */
  repeated: 'join' | 'send';
}

export interface PinNow extends Now {
  durationSeconds: Duration;
}

export type UnpinNow = Now;

export type NowReply =
  | { kind: 'accepted'; command: CommandWithOperations }
  /** The same pin stands; nothing is owed. */
  | { kind: 'stands' }
  | { kind: 'refused'; why: PinRefusal | UnpinRefusal | QueueFull };

type Planned =
  | Exclude<NowReply, { kind: 'refused' }>
  | { kind: 'refused'; why: PlannedRefusal | UnpinRefusal | QueueFull };

/**
 * Pins for a program that was written for WhatsApp as it is: where all slots are taken nobody can be asked, and the pin
 * that was put up first makes room, as on a phone. Durable when it resolves.
 */
export const pinNow = (deps: Deps, request: PinNow): Promise<NowReply> =>
  now(deps, request.chatId, async (tx, { chat, board }, at) => {
    const hold: Hold = { kind: 'length', ms: request.durationSeconds * 1_000 };
    const last = lastAbout(board, request.messageId);
    if (request.repeated === 'join') {
      if (last?.content.kind === 'pin' && isSameHold(last.content.hold, hold)) return join(tx, last);
      if (!last && stands(board, request, at)) return { kind: 'stands' };
    }
    const obstacle = chatObstacle(chat) ?? (await messageObstacleOf(tx, request));
    if (obstacle) return { kind: 'refused', why: obstacle };
    const { messageId } = request;
    const inTheWay = oldestInTheWay(board, messageId, at);
    const plan = planPin(
      without(board, inTheWay),
      { messageId, hold, slot: null, replace: [], again: true, initiative: 'person' },
      at,
    );
    if (plan.kind !== 'planned') return { kind: 'refused', why: plan };
    const unpins = inTheWay.map((id): OperationContent => ({ kind: 'unpin', messageId: id }));
    const contents = [...unpins, ...plan.contents];
    const full = await whyNoRoom(tx, chat.instanceId, request, contents.length);
    if (full) return { kind: 'refused', why: full };
    const draft = { ...request, kind: 'pin' as const, chat, contents, chained: true, reportTo: null };
    return { kind: 'accepted', command: await saveCommand(deps, tx, draft) };
  });

/** Unpins also what is not on our board: it may have been pinned before we were linked. Durable when it resolves. */
export const unpinNow = (deps: Deps, request: UnpinNow): Promise<NowReply> =>
  now(deps, request.chatId, async (tx, { chat, board }, at) => {
    const last = lastAbout(board, request.messageId);
    if (request.repeated === 'join' && last?.content.kind === 'unpin') return join(tx, last);
    const obstacle = chatObstacle(chat);
    if (obstacle) return { kind: 'refused', why: obstacle };
    const slot = comingSlots(board, at).get(request.messageId);
    if (slot !== undefined && board.locked.includes(slot))
      return { kind: 'refused', why: { kind: 'slot_locked', slot } };
    const full = await whyNoRoom(tx, chat.instanceId, request, 1);
    if (full) return { kind: 'refused', why: full };
    const contents = [{ kind: 'unpin' as const, messageId: request.messageId }];
    const draft = { ...request, kind: 'unpin' as const, chat, contents, chained: false, reportTo: null };
    return { kind: 'accepted', command: await saveCommand(deps, tx, draft) };
  });

type Locked = NonNullable<Awaited<ReturnType<Transaction['lockBoard']>>>;

async function now(
  deps: Deps,
  chatId: number,
  plan: (tx: Transaction, locked: Locked, at: Instant) => Promise<Planned>,
): Promise<NowReply> {
  const reply = await deps.store.transaction(async (tx): Promise<Planned> => {
    const locked = await tx.lockBoard(chatId);
    return locked ? plan(tx, locked, deps.clock.now()) : { kind: 'refused', why: { kind: 'chat_gone' } };
  });
  if (reply.kind === 'refused') {
    const { why } = reply;
    return { kind: 'refused', why: why.kind === 'queue_full' ? why : await withShownPins(deps, why) };
  }
  if (reply.kind === 'accepted') await wakeAfterCommit(deps, operationWakes(reply.command));
  return reply;
}

const lastAbout = ({ underWay }: Board, messageId: number): Operation | undefined =>
  underWay.findLast((operation) => !isSettled(operation) && concerns(operation, messageId));

async function join(tx: Transaction, { commandId }: Operation): Promise<Planned> {
  const command = await tx.findCommand(commandId);
  if (!command) throw new Error(`operation without its command ${commandId}`);
  return { kind: 'accepted', command: { command, operations: await tx.operationsOf(commandId), behind: true } };
}

const isSameHold = (one: Hold, other: Hold): boolean =>
  one.kind === 'length' && other.kind === 'length' && one.ms === other.ms;

/** Whether the pin was put up for just this long, however long ago. */
const stands = (board: Board, { messageId, durationSeconds }: PinNow, at: Instant): boolean =>
  standingPins(board, at).some(
    (pin) => pin.messageId === messageId && pin.holdUntil === pin.pinnedAt + durationSeconds * 1_000,
  );

/** Messages whose pins go: those that stand, oldest first, and then those on their way up. What is locked stays. */
function oldestInTheWay(board: Board, messageId: number, at: Instant): number[] {
  const coming = comingSlots(board, at);
  if (coming.has(messageId)) return [];
  for (const [id, slot] of coming) if (board.locked.includes(slot)) coming.delete(id);
  const places = board.slots - board.locked.filter((slot) => slot <= board.slots).length;
  const standing = standingPins(board, at).toSorted((a, b) => a.pinnedAt - b.pinnedAt);
  const byAge = new Set([...standing.map((pin) => pin.messageId), ...coming.keys()]);
  return [...byAge].filter((id) => coming.has(id)).slice(0, Math.max(0, coming.size - places + 1));
}

const without = ({ pins, underWay, ...places }: Board, messageIds: readonly number[]): Board => ({
  ...places,
  pins: pins.filter((pin) => !messageIds.includes(pin.messageId)),
  underWay: underWay.filter((operation) => !messageIds.some((id) => concerns(operation, id))),
});

async function messageObstacleOf(tx: Transaction, { chatId, messageId }: PinNow): Promise<PlannedRefusal | null> {
  const message = await tx.findMessage(messageId);
  return message?.chatId === chatId ? messageObstacle(message) : { kind: 'message_gone' };
}
