import type { Board, Chat, Instant, Rotation, RotationItem } from '@pinwheel/domain';
import { advance, cancel, chatObstacle, comingSlots, nextItem, pause, turnHold } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import { operationWakes, saveRefusedCommand } from './commands.js';
import { rotationWake } from './create-rotation.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { refusedWake } from './fire-schedule.js';
import { planInto } from './pin-message.js';
import type { ReportTarget } from './ports/instance.js';
import type { Command, Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { suspendPlans } from './watch-rights.js';

/** Carries out the turn that is due: the next item is pinned and the former unpinned, once however often it is woken. */
export async function takeTurn(deps: Deps, rotationId: number): Promise<void> {
  const found = await deps.store.findRotation(rotationId);
  if (!found) return;
  const planned = await deps.store.transaction((tx) => tx.lockRotation(rotationId));
  // Asked before the transaction: it takes a connection of its own.
  const permitted = planned !== null && (await deps.mayStillAct(planned.actor));
  const wakes = await deps.store.transaction(async (tx): Promise<Wake[]> => {
    const board = await tx.lockBoard(found.chatId);
    const rotation = await tx.lockRotation(rotationId);
    const now = deps.clock.now();
    if (!board || rotation?.state !== 'active' || rotation.nextAt === null) return [];
    if (rotation.nextAt > now) return rotationWake(rotation);
    const obstacle = chatObstacle(board.chat);
    if (obstacle) return suspendPlans(deps, tx, board.chat, obstacle);
    const source = `rotation:${rotation.id}:${rotation.nextAt}`;
    if (!permitted) {
      await tx.saveRotation(pause(rotation, 'author_left'));
      return refuse(deps, tx, board.chat, originOf(rotation, source), { kind: 'author_left' });
    }
    const turned = await turn(deps, tx, board, rotation, source);
    const saved = await tx.saveRotation(advance(turned.rotation, rotation.nextAt, now));
    return [...turned.wakes, ...rotationWake(saved)];
  });
  await wakeAfterCommit(deps, wakes);
}

export interface Turned {
  rotation: Rotation;
  wakes: Wake[];
}

/** Plans a turn on the locked board. The rotation moves on only if the pin was planned. */
export async function turn(
  deps: Deps,
  tx: Transaction,
  locked: { chat: Chat; board: Board },
  rotation: Rotation & { target: ReportTarget | null },
  source: string,
): Promise<Turned> {
  const now = deps.clock.now();
  const next = await nextPinnable(tx, rotation);
  if (!next) return { rotation, wakes: [] };
  const former = rotation.currentMessageId;
  const board = former === null ? locked.board : await supersede(tx, locked.board, former, now);
  const origin = originOf(rotation, source);
  const reply = await planInto(
    deps,
    tx,
    { ...locked, board },
    {
      ...origin,
      chatId: rotation.chatId,
      // A text is posted at its first turn; afterwards that message is pinned again, so the chat is not filled with copies.
      target: next.messageId === null ? next.target : { kind: 'message', messageId: next.messageId },
      hold: turnHold(rotation.rule, now),
      slot: rotation.slot ?? (former === null ? null : (comingSlots(board, now).get(former) ?? null)),
      replace: [],
      replaceMessages: former === null ? [] : [former],
      again: true,
      kind: 'turn',
    },
  );
  if (reply.kind === 'refused') return { rotation, wakes: await refuse(deps, tx, locked.chat, origin, reply.why) };
  const items = rotation.items.map((item) => (item.id === next.id ? { ...item, messageId: reply.messageId } : item));
  return {
    rotation: { ...rotation, items, currentItemId: next.id, currentMessageId: reply.messageId },
    wakes: operationWakes(reply.command),
  };
}

const originOf = ({ id, target }: Rotation & { target: ReportTarget | null }, source: string): CommandOrigin => ({
  source,
  actor: { kind: 'rotation', rotationId: id },
  reportTo: target && { ...target, messageId: null },
});

async function refuse(
  deps: Deps,
  tx: Transaction,
  chat: Chat,
  origin: CommandOrigin,
  refusal: NonNullable<Command['refusal']>,
): Promise<Wake[]> {
  const command = await saveRefusedCommand(deps, tx, { ...origin, kind: 'turn', chat, refusal });
  return refusedWake(command.id, deps.clock.now());
}

/** The next item whose message still exists; a text whose message was deleted is posted anew. */
async function nextPinnable(tx: Transaction, rotation: Rotation): Promise<RotationItem | null> {
  let { currentItemId } = rotation;
  for (let tried = 0; tried < rotation.items.length; tried += 1) {
    const item = nextItem({ items: rotation.items, currentItemId });
    if (!item) return null;
    const message = item.messageId === null ? null : await tx.findMessage(item.messageId);
    if (message === null || message.revokedAt === null) return item;
    if (item.target.kind === 'text') return { ...item, messageId: null };
    currentItemId = item.id;
  }
  return null;
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
