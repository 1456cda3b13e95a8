import type { Board, Chat, Hold, Instant, Pin, PinPlan, Target } from '@pinwheel/domain';
import { chatObstacle, holdEnd, initiativeOf, messageObstacle, planPin, withLock } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import { operationWakes, saveCommand } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Command, CommandWithOperations, ShownPin, Transaction } from './ports/store.js';
import type { PinRefusal, PlannedRefusal, UnpinRefusal } from './refusals.js';

export interface PinMessage extends CommandOrigin {
  chatId: number;
  target: Target;
  /** null for the chat's own default. */
  hold: Hold | null;
  slot: number | null;
  /** Locks the slot that was asked for. */
  lock?: boolean;
  /** Pins that go first, by id. */
  replace: readonly number[];
  /** Messages whose pins go first, those on their way up included. */
  replaceMessages?: readonly number[];
  /** Pin even if the same pin stands. */
  again?: boolean;
  kind?: Command['kind'];
  /** An operation that must be acknowledged first: the one that posts the message. */
  after?: string;
  /** Whether the board is still the one that was seen by who asks. */
  isExpected?: (board: Board, now: Instant) => boolean;
}

export type PinReply =
  | { kind: 'accepted'; command: CommandWithOperations; messageId: number; until: Instant | null; known: boolean }
  | { kind: 'refused'; why: PinRefusal };

/** WhatsApp's limit for a text message, in UTF-16 units. */
export const textLimit = 65_536;

/**
 * Accepts a pin: when this resolves the operations are durable, and they will be carried out or reported as failed.
 * The verdict of WhatsApp comes later.
 */
export async function pinMessage(deps: Deps, request: PinMessage): Promise<PinReply> {
  const reply = await deps.store.transaction(async (tx) => {
    const known = await tx.findCommandBySource(request.source);
    if (known) return acceptedBefore(known);
    const locked = await tx.lockBoard(request.chatId);
    if (!locked) return refused({ kind: 'chat_gone' });
    if (request.isExpected?.(locked.board, deps.clock.now()) === false) return refused({ kind: 'board_changed' });
    const until = request.hold && holdEnd(request.hold, deps.clock.now());
    if (until !== null && until <= deps.clock.now()) return refused({ kind: 'hold_over' });
    return planInto(deps, tx, locked, request);
  });
  if (reply.kind === 'refused') return { kind: 'refused', why: await withShownPins(deps, reply.why) };
  await wakeAfterCommit(deps, operationWakes(reply.command));
  return reply;
}

/** The same within a transaction that has locked the board: for schedules and rotations, which move on in it too. */
export async function planInto(
  deps: Deps,
  tx: Transaction,
  { chat, board }: { chat: Chat; board: Board },
  request: PinMessage,
): Promise<PlannedReply> {
  const obstacle = chatObstacle(chat) ?? (await targetObstacle(tx, chat, request.target));
  if (obstacle) return refused(obstacle);
  const now = deps.clock.now();
  const hold = request.hold ?? chat.hold;
  // A text has no row until it is planned: 0 is nobody's id.
  const wanted = request.target.kind === 'message' ? request.target.messageId : 0;
  const named = board.pins.filter(({ id }) => request.replace.includes(id)).map((pin) => pin.messageId);
  const replace = [...named, ...(request.replaceMessages ?? [])];
  const initiative = initiativeOf(request.actor);
  const plan = planPin(board, { ...request, hold, messageId: wanted, replace, initiative }, now);
  if (request.lock) await lockIfAgreed(tx, chat, request.slot, plan);
  if (plan.kind !== 'planned') return refused(plan);
  const posted = request.target.kind === 'text' ? await insertText(deps, tx, chat, request.target.text, now) : null;
  const messageId = posted?.id ?? wanted;
  const contents = plan.contents.map((content) => (content.kind === 'pin' ? { ...content, messageId } : content));
  if (posted && request.target.kind === 'text')
    contents.unshift({ kind: 'post', messageId, text: request.target.text });
  const wireIds = new Map(posted ? [[posted.id, posted.key.id]] : []);
  const command = await saveCommand(deps, tx, {
    ...request,
    kind: request.kind ?? 'pin',
    chat,
    contents,
    chained: true,
    wireIds,
  });
  await tx.letGo(chat.id, replace, now);
  return { kind: 'accepted', command, messageId, until: holdEnd(hold, now), known: false };
}

/** Also where the message stands in that slot already: then the lock is all that was asked for. */
async function lockIfAgreed(tx: Transaction, chat: Chat, slot: number | null, plan: PinPlan): Promise<void> {
  const agreed = plan.kind === 'planned' || (plan.kind === 'already_pinned' && plan.pin.slot === slot);
  if (slot !== null && agreed) await tx.saveLockedSlots(chat.id, withLock(chat, slot, true));
}

export type PlannedReply = Extract<PinReply, { kind: 'accepted' }> | { kind: 'refused'; why: PlannedRefusal };

const refused = (why: PlannedRefusal): PlannedReply => ({ kind: 'refused', why });

/** Fills in what the pins of a refusal show, read after the transaction. */
export async function withShownPins(deps: Deps, why: PlannedRefusal): Promise<PinRefusal>;
export async function withShownPins(deps: Deps, why: PlannedRefusal | UnpinRefusal): Promise<PinRefusal | UnpinRefusal>;
export async function withShownPins(
  deps: Deps,
  why: PlannedRefusal | UnpinRefusal,
): Promise<PinRefusal | UnpinRefusal> {
  const show = async (pin: Pin): Promise<ShownPin | null> => deps.store.findPin(pin.id);
  switch (why.kind) {
    case 'already_pinned': {
      const pin = await show(why.pin);
      return pin ? { kind: 'already_pinned', pin } : { kind: 'already_under_way' };
    }
    case 'board_full': {
      const pins = await Promise.all(why.pins.map(show));
      return { kind: 'board_full', slots: why.slots, pins: pins.filter((pin) => pin !== null) };
    }
    case 'slot_taken':
      return { kind: 'slot_taken', slot: why.slot, pin: why.pin && (await show(why.pin)) };
    case 'already_under_way':
      return { kind: 'already_under_way' };
    default:
      return why;
  }
}

export async function targetObstacle(tx: Transaction, chat: Chat, target: Target): Promise<PlannedRefusal | null> {
  if (target.kind === 'text')
    return target.text.length > textLimit ? { kind: 'text_too_long', limit: textLimit } : null;
  const message = await tx.findMessage(target.messageId);
  if (!message || message.chatId !== chat.id) return { kind: 'message_gone' };
  return messageObstacle(message);
}

async function insertText(deps: Deps, tx: Transaction, chat: Chat, text: string, sentAt: Instant) {
  const key = { remoteJid: chat.jid, id: deps.ids.wireMessage(), fromMe: true };
  return tx.insertOwnMessage({ chatId: chat.id, key, text, sentAt });
}

function acceptedBefore(command: CommandWithOperations): PlannedReply {
  for (const { content } of command.operations)
    if (content.kind === 'pin') {
      const until = holdEnd(content.hold, command.command.madeAt);
      return { kind: 'accepted', command, messageId: content.messageId, until, known: true };
    }
  return refused({ kind: 'already_under_way' });
}
