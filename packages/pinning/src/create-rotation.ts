import type { Board, Instant, PinObstacle, Rotation, Rule } from '@pinwheel/domain';
import { chatObstacle, comingSlots, firstTurn, slotOf } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { lockBoards } from './lock-boards.js';
import type { Transaction } from './ports/store.js';

export interface CreateRotation extends CommandOrigin {
  /** In the order in which they take their turns. */
  chatIds: readonly number[];
  name: string;
  words: string;
  rule: Rule;
  slot: number | null;
  shuffled: boolean;
  /** How much later than the chat before it each chat takes its turns, in ms. */
  staggerMs: number;
}

export type RotationRefusal =
  | PinObstacle
  | { kind: 'chat_gone' }
  | { kind: 'name_taken' }
  | { kind: 'no_such_slot'; slot: number; slots: number }
  /** Another rotation has it. */
  | { kind: 'slot_of_rotation'; slot: number; rotationId: number; name: string }
  /** Each slot of the chat that is not locked has a rotation already. */
  | { kind: 'no_slot_left'; slots: number }
  | { kind: 'slot_locked'; slot: number }
  | { kind: 'no_occurrence' };

export type CreateRotationReply =
  /** As it stands in each of its chats. */
  | { kind: 'created'; rotations: Rotation[] }
  /** `chatId` is the chat that it is about. */
  | { kind: 'refused'; why: RotationRefusal; chatId: number };

/** Creates a rotation without items; its turns begin with its next occurrence, once it has some. */
export async function createRotation(deps: Deps, request: CreateRotation): Promise<CreateRotationReply> {
  const reply = await deps.store.transaction(async (tx): Promise<CreateRotationReply> => {
    const now = deps.clock.now();
    const [firstChat = 0] = request.chatIds;
    const boards = await lockBoards(tx, request.chatIds);
    const known = await tx.findRotationBySource(request.source);
    if (known.length > 0) return { kind: 'created', rotations: known };
    for (const chatId of request.chatIds) {
      const locked = boards.get(chatId);
      const why = locked ? chatObstacle(locked.chat) : ({ kind: 'chat_gone' } as const);
      const conflict = why ?? (await slotObstacle(tx, request.slot, locked!.board, chatId, now));
      if (conflict) return { kind: 'refused', why: conflict, chatId };
    }
    const chats = request.chatIds.map((chatId, index) => {
      const { timeZone: zone, quietHours } = boards.get(chatId)!.chat;
      const delayMs = index * request.staggerMs;
      return { chatId, delayMs, nextAt: firstTurn({ rule: request.rule, delayMs, zone, quietHours }, now) };
    });
    if (chats.every(({ nextAt }) => nextAt === null))
      return { kind: 'refused', why: { kind: 'no_occurrence' }, chatId: firstChat };
    const { source, actor, reportTo: target, name, words, rule, slot, shuffled } = request;
    const rotations = await tx.insertRotation({ source, actor, target, name, words, rule, slot, shuffled, chats });
    if (!rotations) return { kind: 'refused', why: { kind: 'name_taken' }, chatId: firstChat };
    return { kind: 'created', rotations };
  });
  if (reply.kind === 'created') await wakeAfterCommit(deps, reply.rotations.flatMap(rotationWake));
  return reply;
}

export const rotationWake = ({ airingId, state, nextAt }: Pick<Rotation, 'airingId' | 'state' | 'nextAt'>) =>
  state === 'active' && nextAt !== null ? [{ kind: 'rotation' as const, id: airingId, at: nextAt }] : [];

/** Each rotation needs a slot of its own: two in one would take each other's pins down. */
async function slotObstacle(
  tx: Transaction,
  slot: number | null,
  board: Board,
  chatId: number,
  now: Instant,
): Promise<RotationRefusal | null> {
  const { slots } = board;
  if (slot !== null && (slot < 1 || slot > slots)) return { kind: 'no_such_slot', slot, slots };
  if (slot !== null && board.locked.includes(slot)) return { kind: 'slot_locked', slot };
  const others = (await tx.rotationsIn(chatId)).filter(({ state }) => state !== 'done');
  const coming = comingSlots(board, now);
  const holder = slot === null ? undefined : others.find((other) => slotOf(other, coming) === slot);
  if (slot !== null && holder) return { kind: 'slot_of_rotation', slot, rotationId: holder.id, name: holder.name };
  const open = slots - board.locked.length;
  return others.length >= open ? { kind: 'no_slot_left', slots: open } : null;
}
