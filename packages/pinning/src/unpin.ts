import type { Board, Chat, Instant, LostPin } from '@pinwheel/domain';
import { chatObstacle, comingSlots, driftOf, initiativeOf, planUnpin } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import { operationWakes, saveCommand } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { CommandWithOperations, Transaction } from './ports/store.js';
import type { UnpinRefusal } from './refusals.js';

export type UnpinWhat = { kind: 'pin'; id: number } | { kind: 'message'; id: number } | { kind: 'all' };

export interface Unpin extends CommandOrigin {
  chatId: number;
  what: UnpinWhat;
  /** Whether the board is still the one that was seen by who asks. */
  isExpected?: (board: Board, now: Instant) => boolean;
}

export type UnpinReply =
  | { kind: 'accepted'; command: CommandWithOperations; known: boolean }
  /** `letGo`: messages that phones do not show any more, and that are not wanted any more from now on. */
  | { kind: 'refused'; why: UnpinRefusal; letGo?: readonly number[] };

/** Accepts an unpin, durable when this resolves. */
export async function unpin(deps: Deps, request: Unpin): Promise<UnpinReply> {
  const reply = await deps.store.transaction(async (tx): Promise<UnpinReply> => {
    const known = await tx.findCommandBySource(request.source);
    if (known) return { kind: 'accepted', command: known, known: true };
    const locked = await tx.lockBoard(request.chatId);
    if (!locked) return { kind: 'refused', why: { kind: 'chat_gone' } };
    if (request.isExpected?.(locked.board, deps.clock.now()) === false)
      return { kind: 'refused', why: { kind: 'board_changed' } };
    return planUnpinInto(deps, tx, locked, request);
  });
  if (reply.kind === 'accepted') await wakeAfterCommit(deps, operationWakes(reply.command));
  return reply;
}

/** The same within a transaction that has locked the board. */
export async function planUnpinInto(
  deps: Deps,
  tx: Transaction,
  { chat, board }: { chat: Chat; board: Board },
  request: Unpin,
): Promise<UnpinReply> {
  const now = deps.clock.now();
  const lost = driftOf(await tx.pinRecords(chat.id, now), now);
  const gone = await tx.letGo(chat.id, lostMeant(lost, request.what), now);
  const letGo = gone.length > 0 && { letGo: gone };
  const obstacle = chatObstacle(chat);
  if (obstacle) return { kind: 'refused', why: obstacle, ...letGo };
  const plan = planUnpin(board, messagesMeant(board, request.what, now), now, initiativeOf(request.actor));
  if (plan.kind !== 'planned') return { kind: 'refused', why: plan, ...letGo };
  const command = await saveCommand(deps, tx, {
    ...request,
    kind: 'unpin',
    chat,
    contents: plan.contents,
    chained: false,
  });
  return { kind: 'accepted', command, known: false };
}

function messagesMeant(board: Board, what: UnpinWhat, now: Instant): number[] {
  if (what.kind === 'all') return [...comingSlots(board, now).keys()];
  if (what.kind === 'message') return [what.id];
  return board.pins.filter((pin) => pin.id === what.id).map((pin) => pin.messageId);
}

const lostMeant = (lost: readonly LostPin[], what: UnpinWhat): number[] =>
  lost
    .filter(({ id, messageId }) => what.kind === 'all' || what.id === (what.kind === 'pin' ? id : messageId))
    .map(({ messageId }) => messageId);
