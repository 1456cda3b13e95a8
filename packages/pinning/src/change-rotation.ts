import type { Instant, Rotation, RotationItem, Target } from '@pinwheel/domain';
import { messageObstacle, moveItem, pause, previewTurns, removeItem, resume } from '@pinwheel/domain';
import { rotationWake } from './create-rotation.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { ReportTarget } from './ports/instance.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import type { PinRefusal } from './refusals.js';
import { turn } from './take-turn.js';

export type RotationChange =
  | { kind: 'add'; target: Target }
  | { kind: 'remove'; place: number }
  | { kind: 'move'; from: number; to: number }
  | { kind: 'next' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'delete' };

export interface Turn {
  at: Instant;
  item: RotationItem;
}

export type ChangeRotationReply =
  | { kind: 'changed'; rotation: Rotation; turns: Turn[] }
  | { kind: 'gone' }
  | { kind: 'no_such_item'; items: number }
  /** There is nothing whose turn it could be. */
  | { kind: 'empty' }
  | { kind: 'refused'; why: PinRefusal };

type Stored = Rotation & { target: ReportTarget | null };
type Changed = { kind: 'to'; rotation: Rotation; wakes?: Wake[] } | Exclude<ChangeRotationReply, { kind: 'changed' }>;

const shownTurns = 5;

export async function changeRotation(
  deps: Deps,
  request: { id: number; change: RotationChange; source: string },
): Promise<ChangeRotationReply> {
  const found = await deps.store.findRotation(request.id);
  if (!found) return { kind: 'gone' };
  const wakes: Wake[] = [];
  const reply = await deps.store.transaction(async (tx): Promise<ChangeRotationReply> => {
    const board = await tx.lockBoard(found.chatId);
    const rotation = await tx.lockRotation(request.id);
    if (!board || !rotation || rotation.state === 'deleted') return { kind: 'gone' };
    const now = deps.clock.now();
    const changed =
      request.change.kind === 'next'
        ? await turnNow(deps, tx, board, rotation, request.source)
        : await apply(tx, rotation, request.change, now);
    if (changed.kind !== 'to') return changed;
    const saved = await tx.saveRotation(changed.rotation);
    wakes.push(...(changed.wakes ?? []), ...rotationWake(saved));
    return { kind: 'changed', rotation: saved, turns: previewTurns(saved, now, shownTurns) };
  });
  await wakeAfterCommit(deps, wakes);
  return reply;
}

async function turnNow(
  deps: Deps,
  tx: Transaction,
  board: Parameters<typeof turn>[2],
  rotation: Stored,
  source: string,
): Promise<Changed> {
  if (rotation.items.length === 0) return { kind: 'empty' };
  if (await tx.findCommandBySource(source)) return { kind: 'to', rotation };
  return { kind: 'to', ...(await turn(deps, tx, board, rotation, source)) };
}

async function apply(
  tx: Transaction,
  rotation: Stored,
  change: Exclude<RotationChange, { kind: 'next' }>,
  now: Instant,
): Promise<Changed> {
  const { items } = rotation;
  const missing = (place: number) => place < 1 || place > items.length;
  switch (change.kind) {
    case 'add':
      return add(tx, rotation, change.target);
    case 'remove':
      if (missing(change.place)) return { kind: 'no_such_item', items: items.length };
      return { kind: 'to', rotation: removeItem(rotation, change.place) };
    case 'move':
      if (missing(change.from)) return { kind: 'no_such_item', items: items.length };
      return { kind: 'to', rotation: { ...rotation, items: moveItem(items, change.from, change.to) } };
    case 'pause':
      return { kind: 'to', rotation: pause(rotation) };
    case 'resume':
      return { kind: 'to', rotation: rotation.state === 'paused' ? resume(rotation, now) : rotation };
    case 'delete':
      return { kind: 'to', rotation: { ...rotation, state: 'deleted', nextAt: null } };
  }
}

async function add(tx: Transaction, rotation: Stored, target: Target): Promise<Changed> {
  if (target.kind === 'message') {
    const message = await tx.findMessage(target.messageId);
    if (!message || message.chatId !== rotation.chatId) return { kind: 'refused', why: { kind: 'message_gone' } };
    const obstacle = messageObstacle(message);
    if (obstacle) return { kind: 'refused', why: obstacle };
  }
  const messageId = target.kind === 'message' ? target.messageId : null;
  return { kind: 'to', rotation: { ...rotation, items: [...rotation.items, { id: 0, target, messageId }] } };
}
