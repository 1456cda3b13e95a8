import type { Instant, ItemTerms, Rotation, RotationEdit, Target } from '@pinwheel/domain';
import { editRotation, messageObstacle } from '@pinwheel/domain';
import { rotationWake } from './create-rotation.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { lockBoards } from './lock-boards.js';
import { planTurn } from './plan-turn.js';
import type { StoredRotation } from './ports/rotations.js';
import type { Transaction } from './ports/store.js';
import type { PinRefusal } from './refusals.js';

export type RotationChange = RotationEdit | { kind: 'next' };

/** An item by its id: whoever asks twice means the same one, whatever place it has by then. */
export type RotationItemChange =
  | { kind: 'remove_item'; itemId: number }
  | { kind: 'move_item'; itemId: number; to: number }
  | { kind: 'set_item'; itemId: number; terms: Partial<ItemTerms> };

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

export type RotationObstacle = Exclude<ChangeRotationReply, { kind: 'changed' }>;

interface Request {
  id: number;
  /** The same source changes it once, however often it comes. */
  source: string;
}

/** Changes a rotation in all its chats. */
export async function changeRotation(
  deps: Deps,
  { change, ...request }: Request & { change: RotationChange | RotationItemChange },
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
    if (!isKnown) {
      const byPlace = placed(change, standing[0]!.items);
      const obstacle = await editObstacle(tx, standing, byPlace);
      if (obstacle) return obstacle;
      await edit(tx, standing, byPlace, deps.clock.now());
      await tx.noteRotationChange(request.source, request.id);
    }
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

/** 1 for the first of the items; 0 where none of them has that id. */
export const placeOf = (items: readonly { id: number }[], itemId: number): number =>
  items.findIndex(({ id }) => id === itemId) + 1;

function placed(change: RotationEdit | RotationItemChange, items: readonly { id: number }[]): RotationEdit {
  switch (change.kind) {
    case 'remove_item':
      return { kind: 'remove', place: placeOf(items, change.itemId) };
    case 'move_item':
      return { kind: 'move', from: placeOf(items, change.itemId), to: change.to };
    case 'set_item':
      return { kind: 'set', place: placeOf(items, change.itemId), terms: change.terms };
    default:
      return change;
  }
}

async function edit(
  tx: Transaction,
  standing: readonly StoredRotation[],
  change: RotationEdit,
  now: Instant,
): Promise<void> {
  const edited = standing.map((rotation) => editRotation(rotation, change, now));
  const [first] = edited as [StoredRotation, ...StoredRotation[]];
  if (isOfItems(change)) return tx.saveItems(first.id, first.items);
  for (const rotation of edited) await tx.saveRotation(rotation);
}

export const isOfItems = ({ kind }: RotationEdit): boolean =>
  kind === 'add' || kind === 'remove' || kind === 'move' || kind === 'set';

const isKept = ({ state }: Rotation): boolean => state !== 'deleted';

/** Why a rotation, as it stands in its chats, cannot be changed so. */
export async function editObstacle(
  tx: Pick<Transaction, 'findMessage'>,
  standing: readonly Rotation[],
  change: RotationEdit,
): Promise<RotationObstacle | null> {
  if (!standing.some(isKept)) return { kind: 'gone' };
  if (change.kind === 'add') return targetObstacle(tx, standing, change.target);
  const place =
    change.kind === 'move' ? change.from : change.kind === 'remove' || change.kind === 'set' ? change.place : 1;
  const items = standing[0]!.items.length;
  return isOfItems(change) && (place < 1 || place > items) ? { kind: 'no_such_item', items } : null;
}

async function targetObstacle(
  tx: Pick<Transaction, 'findMessage'>,
  standing: readonly Rotation[],
  target: Target,
): Promise<RotationObstacle | null> {
  if (target.kind !== 'message') return null;
  if (standing.length > 1) return { kind: 'message_of_one_chat' };
  const message = await tx.findMessage(target.messageId);
  if (!message || message.chatId !== standing[0]!.chatId) return { kind: 'refused', why: { kind: 'message_gone' } };
  const why = messageObstacle(message);
  return why && { kind: 'refused', why };
}
