import type { Actor, Chat, ViewChange } from '@pinwheel/domain';
import { isSameChange, isSameSubject, isSettled, isViewChange } from '@pinwheel/domain';
import { operationWakes, saveCommand } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { CommandWithOperations, Transaction } from './ports/store.js';
import { type QueueFull, type QueueLimit, whyNoRoom } from './queue-room.js';

export interface ChangeView extends QueueLimit {
  chatId: number;
  actor: Actor;
  source: string;
  /** What a request does that asks for the same as one that is on its way: `join` waits for that one. */
  repeated: 'join' | 'send';
}

export type ViewRefusal =
  | { kind: 'chat_gone' }
  | { kind: 'message_gone' }
  | { kind: 'message_deleted' }
  | { kind: 'channel' }
  | QueueFull;

export type ViewReply = { kind: 'accepted'; command: CommandWithOperations } | { kind: 'refused'; why: ViewRefusal };

/**
 * Accepts a change to the account's own view. Durable when it resolves; it is carried out in the chat's order, and the
 * verdict of WhatsApp comes later.
 */
export async function changeView(
  deps: Deps,
  request: ChangeView,
  change: ViewChange,
  obstacleOf: (tx: Transaction, chat: Chat) => Promise<ViewRefusal | null>,
): Promise<ViewReply> {
  const reply = await deps.store.transaction(async (tx): Promise<ViewReply> => {
    const locked = await tx.lockBoard(request.chatId);
    if (!locked) return { kind: 'refused', why: { kind: 'chat_gone' } };
    const { chat, board } = locked;
    const last = board.underWay.findLast(
      (operation) =>
        !isSettled(operation) && isViewChange(operation.content) && isSameSubject(operation.content, change),
    );
    if (request.repeated === 'join' && last && isViewChange(last.content) && isSameChange(last.content, change))
      return { kind: 'accepted', command: await commandOf(tx, last.commandId) };
    const obstacle = (await obstacleOf(tx, chat)) ?? (await whyNoRoom(tx, chat.instanceId, request, 1));
    if (obstacle) return { kind: 'refused', why: obstacle };
    const draft = { ...request, kind: 'view' as const, chat, contents: [change], chained: false, reportTo: null };
    return { kind: 'accepted', command: await saveCommand(deps, tx, draft) };
  });
  if (reply.kind === 'accepted') await wakeAfterCommit(deps, operationWakes(reply.command));
  return reply;
}

async function commandOf(tx: Transaction, commandId: string): Promise<CommandWithOperations> {
  const command = await tx.findCommand(commandId);
  if (!command) throw new Error(`operation without its command ${commandId}`);
  return { command, operations: await tx.operationsOf(commandId) };
}
