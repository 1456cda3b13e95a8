import type { Board, Chat, Decision, Instant, RotationItem } from '@pinwheel/domain';
import { cancel, comingSlots, decideTurn, freeSlot, reachesOn, slotOf, turnHold } from '@pinwheel/domain';
import { operationWakes } from './commands.js';
import type { Deps } from './deps.js';
import { planInto } from './pin-message.js';
import type { StoredRotation } from './ports/rotations.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { originOfTurn, tellOfTurn } from './tell-of-turn.js';
import { planUnpinInto } from './unpin.js';

export interface Turned {
  rotation: StoredRotation;
  wakes: Wake[];
}

export interface TurnMoment {
  source: string;
  /** The moment that counts for the choice. */
  at: Instant;
  /** Somebody asks for the next item: what is on air goes, however short it was. */
  byHand: boolean;
}

type Locked = { chat: Chat; board: Board };

/** Plans a turn on the locked board. The rotation moves on only if what is to be pinned was planned. */
export async function planTurn(
  deps: Deps,
  tx: Transaction,
  locked: Locked,
  stored: StoredRotation,
  moment: TurnMoment,
): Promise<Turned> {
  if (stored.items.length === 0) return { rotation: stored, wakes: [] };
  const told = await tellGone(deps, tx, locked.chat, stored, moment.source);
  const decision = decideTurn(told.rotation, moment.at, moment.byHand);
  const turned = decision.item
    ? await planItem(deps, tx, locked, { ...decision, item: decision.item }, told.rotation, moment)
    : await planNobody(deps, tx, locked, decision.rotation, told.rotation, moment.source);
  return { rotation: turned.rotation, wakes: [...told.wakes, ...turned.wakes] };
}

type Decided = Decision<StoredRotation> & { item: RotationItem };

async function planItem(
  deps: Deps,
  tx: Transaction,
  locked: Locked,
  decided: Decided,
  before: StoredRotation,
  { source, at, byHand }: TurnMoment,
): Promise<Turned> {
  const now = deps.clock.now();
  const { item, rotation } = decided;
  if (!byHand && before.currentMessageId === item.messageId && reachesOn(locked.board, rotation, item, now))
    return { rotation, wakes: [] };
  const former = before.currentMessageId;
  const board = former === null ? locked.board : await supersede(tx, locked.board, former, now);
  const slot = await slotFor(tx, before, board, now);
  if (slot === 'promised')
    return {
      rotation: before,
      wakes: await tellOfTurn(deps, tx, locked.chat, before, source, { kind: 'slots_promised' }),
    };
  const reply = await planInto(
    deps,
    tx,
    { ...locked, board },
    {
      ...originOfTurn(before, source),
      ...(byHand && { dueBy: now }),
      chatId: before.chatId,
      // A text is posted at its first turn; afterwards that message is pinned again, so the chat is not filled with copies.
      target: (await isPosted(tx, board, item)) ? { kind: 'message', messageId: item.messageId! } : item.target,
      hold: turnHold(rotation, item, at),
      slot,
      replace: [],
      replaceMessages: former === null ? [] : [former],
      again: true,
      kind: 'turn',
    },
  );
  if (reply.kind === 'refused')
    return { rotation: before, wakes: await tellOfTurn(deps, tx, locked.chat, before, source, reply.why) };
  const { messageId } = reply;
  const items = rotation.items.map((each) => (each.id === item.id ? { ...each, messageId } : each));
  return {
    rotation: { ...rotation, items, currentMessageId: messageId },
    wakes: operationWakes(reply.command),
  };
}

/** Not where WhatsApp refused it: there would be nothing to pin. */
async function isPosted(tx: Transaction, { underWay }: Board, { messageId }: RotationItem): Promise<boolean> {
  if (messageId === null) return false;
  if (underWay.some(({ content }) => content.kind === 'post' && content.messageId === messageId)) return true;
  return (await tx.findMessage(messageId))?.arrived ?? false;
}

/** Nobody's days include this one: what was on air goes, and that is told once until somebody's turn comes again. */
async function planNobody(
  deps: Deps,
  tx: Transaction,
  locked: Locked,
  rotation: StoredRotation,
  before: StoredRotation,
  source: string,
): Promise<Turned> {
  const former = before.currentMessageId;
  const origin = originOfTurn(before, source);
  const what = former === null ? null : ({ kind: 'message', id: former } as const);
  const reply = what && (await planUnpinInto(deps, tx, locked, { ...origin, chatId: before.chatId, what }));
  const wakes = reply?.kind === 'accepted' ? operationWakes(reply.command) : [];
  const after = { ...rotation, currentMessageId: null };
  if (before.emptySince !== null) return { rotation: after, wakes };
  const told = await tellOfTurn(deps, tx, locked.chat, before, `${source}:nobody`, { kind: 'nobodys_turn' });
  return { rotation: after, wakes: [...wakes, ...told] };
}

/** Items whose messages were deleted are passed over; whoever planned them reads it once. */
async function tellGone(
  deps: Deps,
  tx: Transaction,
  chat: Chat,
  rotation: StoredRotation,
  source: string,
): Promise<Turned> {
  const wakes: Wake[] = [];
  for (const [index, { id, gone, goneTold, messageId }] of rotation.items.entries()) {
    if (!gone || goneTold || messageId === null) continue;
    const refusal = { kind: 'item_gone' as const, rotationId: rotation.id, place: index + 1, messageId };
    wakes.push(...(await tellOfTurn(deps, tx, chat, rotation, `${source}:gone:${id}`, refusal)));
  }
  const items = rotation.items.map((item) => ({ ...item, goneTold: item.gone }));
  return { rotation: { ...rotation, items }, wakes };
}

/** Its own slot, the one that its former pin has, or a free one that is no other rotation's; null if none is free. */
async function slotFor(
  tx: Transaction,
  rotation: StoredRotation,
  board: Board,
  now: Instant,
): Promise<number | null | 'promised'> {
  const coming = comingSlots(board, now);
  const own = slotOf(rotation, coming);
  if (own !== null || freeSlot(board, coming) === null) return own;
  const taken = new Map(coming);
  for (const other of await tx.rotationsIn(rotation.chatId))
    if (other.id !== rotation.id && other.slot !== null && other.state !== 'done') taken.set(-other.id, other.slot);
  return freeSlot(board, taken) ?? 'promised';
}

/**
 * Gives up a pin of the former turn that has not been sent yet: after an outage the phones shall see the turn that is
 * due, not all that were missed.
 * @returns the board as it is afterwards
 */
async function supersede(tx: Transaction, board: Board, messageId: number, now: Instant): Promise<Board> {
  const given = new Set<string>();
  for (const { id, content } of board.underWay) {
    if (content.kind !== 'pin' || content.messageId !== messageId) continue;
    // Under its lock, since a listener may be claiming it at this moment.
    const operation = await tx.lockOperation(id);
    if (operation?.state !== 'waiting' || operation.attempt > 0) continue;
    await tx.saveOperation(cancel(operation, 'superseded', now));
    given.add(id);
  }
  return { ...board, underWay: board.underWay.filter(({ id }) => !given.has(id)) };
}
