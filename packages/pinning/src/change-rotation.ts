import type { DateWindow, Instant, Rotation, Target } from '@pinwheel/domain';
import { firstTurn, messageObstacle, moveItem, pause } from '@pinwheel/domain';
import { rotationWake } from './create-rotation.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { lockBoards } from './lock-boards.js';
import { planTurn } from './plan-turn.js';
import type { StoredRotation } from './ports/rotations.js';
import type { Transaction } from './ports/store.js';
import type { PinRefusal } from './refusals.js';

/** What an item is to be; null where nothing was said. */
export interface NewItem {
  target: Target;
  weight: number;
  window: DateWindow;
  leastMs: number | null;
}

export type RotationChange =
  | ({ kind: 'add' } & NewItem)
  | { kind: 'remove'; place: number }
  | { kind: 'move'; from: number; to: number }
  | { kind: 'next' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'delete' };

export type ChangeRotationReply =
  /** As it stands in each of its chats afterwards. */
  | { kind: 'changed'; rotations: Rotation[] }
  | { kind: 'gone' }
  | { kind: 'no_such_item'; items: number }
  /** There is nothing whose turn it could be. */
  | { kind: 'empty' }
  /** A message is in one chat, and the rotation is in others, too. */
  | { kind: 'message_of_one_chat' }
  | { kind: 'refused'; why: PinRefusal };

type Refused = Exclude<ChangeRotationReply, { kind: 'changed' }>;
type Edit = Exclude<RotationChange, { kind: 'next' }>;

interface Request {
  id: number;
  /** The same source changes it once, however often it comes. */
  source: string;
}

/** Changes a rotation in all its chats. */
export async function changeRotation(
  deps: Deps,
  { change, ...request }: Request & { change: RotationChange },
): Promise<ChangeRotationReply> {
  const found = await deps.store.findRotation(request.id);
  if (!found.some(isKept)) return { kind: 'gone' };
  const chatIds = found.map(({ chatId }) => chatId);
  if (change.kind === 'next') return turnNow(deps, request, chatIds);
  const reply = await deps.store.transaction(async (tx): Promise<ChangeRotationReply> => {
    await lockBoards(tx, chatIds);
    const standing = await tx.lockRotation(request.id);
    if (!standing.some(isKept)) return { kind: 'gone' };
    const isKnown = (await tx.findRotationBySource(request.source)).length > 0;
    const refused = isKnown ? null : await edit(tx, standing, change, deps.clock.now());
    if (refused) return refused;
    if (!isKnown) await tx.noteRotationChange(request.source, request.id);
    return { kind: 'changed', rotations: await tx.lockRotation(request.id) };
  });
  if (reply.kind === 'changed') await wakeAfterCommit(deps, reply.rotations.flatMap(rotationWake));
  return reply;
}

/** Each chat takes its turn in a transaction of its own: what a kill leaves out is done when the source comes again. */
async function turnNow(deps: Deps, { id, source }: Request, chatIds: readonly number[]): Promise<ChangeRotationReply> {
  for (const chatId of chatIds) {
    const wakes = await deps.store.transaction(async (tx) => {
      const locked = await tx.lockBoard(chatId);
      const rotation = (await tx.lockRotation(id)).find((each) => each.chatId === chatId);
      const own = `${source}:${chatId}`;
      if (!locked || !rotation || !isKept(rotation) || (await tx.findCommandBySource(own))) return [];
      const turned = await planTurn(deps, tx, locked, rotation, { source: own, at: deps.clock.now(), byHand: true });
      await tx.saveRotation(turned.rotation);
      return turned.wakes;
    });
    await wakeAfterCommit(deps, wakes);
  }
  const rotations = await deps.store.findRotation(id);
  if (!rotations.some(isKept)) return { kind: 'gone' };
  return rotations.some(({ items }) => items.length > 0) ? { kind: 'changed', rotations } : { kind: 'empty' };
}

async function edit(
  tx: Transaction,
  standing: readonly StoredRotation[],
  change: Edit,
  now: Instant,
): Promise<Refused | null> {
  const { id, items } = standing[0]!;
  const missing = (place: number): Refused | null =>
    place < 1 || place > items.length ? { kind: 'no_such_item', items: items.length } : null;
  const all = async (changed: (rotation: Rotation) => Rotation): Promise<null> => {
    for (const rotation of standing) await tx.saveRotation(changed(rotation));
    return null;
  };
  switch (change.kind) {
    case 'add': {
      const { kind: _, ...item } = change;
      const refused = await targetObstacle(tx, standing, item.target);
      if (!refused) await tx.saveItems(id, [...items, { ...item, id: 0 }]);
      return refused;
    }
    case 'remove':
      if (!missing(change.place)) await tx.saveItems(id, items.toSpliced(change.place - 1, 1));
      return missing(change.place);
    case 'move':
      if (!missing(change.from)) await tx.saveItems(id, moveItem(items, change.from, change.to));
      return missing(change.from);
    case 'pause':
      return all((rotation) => pause(rotation));
    case 'resume':
      return all((rotation) => (rotation.state === 'paused' ? goOn(rotation, now) : rotation));
    case 'delete':
      return all((rotation) => ({ ...rotation, state: 'deleted', nextAt: null }));
  }
}

const isKept = ({ state }: Rotation): boolean => state !== 'deleted';

function goOn(rotation: Rotation, now: Instant): Rotation {
  const nextAt = firstTurn(rotation, now);
  return { ...rotation, nextAt, pausedBecause: null, state: nextAt === null ? 'done' : 'active' };
}

async function targetObstacle(tx: Transaction, standing: readonly Rotation[], target: Target): Promise<Refused | null> {
  if (target.kind !== 'message') return null;
  if (standing.length > 1) return { kind: 'message_of_one_chat' };
  const message = await tx.findMessage(target.messageId);
  if (!message || message.chatId !== standing[0]!.chatId) return { kind: 'refused', why: { kind: 'message_gone' } };
  const why = messageObstacle(message);
  return why && { kind: 'refused', why };
}
