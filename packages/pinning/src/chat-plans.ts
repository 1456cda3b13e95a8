import type { Actor, Board, Chat, Instant, Rotation, Schedule, WaitingChange } from '@pinwheel/domain';
import { isSettled, isViewChange } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { ShownPin, Transaction } from './ports/store.js';

const day = 86_400_000;

/** Whatever does something in a chat of its own accord. */
export interface Causes {
  chat: Chat;
  schedules: readonly Schedule[];
  rotations: readonly Rotation[];
  pins: readonly ShownPin[];
}

/** All that a chat's agenda follows from. */
export interface ChatPlans extends Causes {
  board: Board;
  /** As in `ForecastRules`. */
  seen: readonly Instant[];
  waiting: readonly WaitingChange[];
}

export async function plansOf(deps: Deps, chat: Chat): Promise<ChatPlans> {
  const standing = await deps.store.transaction(async (tx) => {
    const locked = await tx.lockBoard(chat.id);
    const board = locked?.board ?? { slots: 0, limit: 0, locked: [], pins: [], underWay: [] };
    const seen = await tx.seenChanges(chat.id, deps.clock.now() - day);
    return { board, seen: seen.map(({ at }) => at).toReversed(), waiting: await waitingOn(tx, board) };
  });
  return { ...(await causesOf(deps, chat)), ...standing };
}

export async function causesOf({ store, clock }: Deps, chat: Chat): Promise<Causes> {
  const [schedules, rotations, pins] = await Promise.all([
    store.schedules(chat.id),
    store.rotations(chat.id),
    store.standingPins(chat.id, clock.now()),
  ]);
  return { chat, schedules, rotations, pins };
}

/** What has one of its occurrences wait for all; null where there is no other. */
export const planName = (cause: { kind: string; id: number }): string | null =>
  cause.kind === 'pin' ? null : `${cause.kind} ${cause.id}`;

async function waitingOn(tx: Transaction, { underWay }: Board): Promise<WaitingChange[]> {
  const sizes = new Map<string, number>();
  for (const operation of underWay)
    if (!isSettled(operation) && !isViewChange(operation.content))
      sizes.set(operation.commandId, (sizes.get(operation.commandId) ?? 0) + 1);
  const waiting: WaitingChange[] = [];
  for (const [commandId, size] of sizes) {
    const actor = (await tx.findCommand(commandId))?.actor;
    waiting.push({ plan: actor ? planOf(actor) : null, size });
  }
  return waiting;
}

function planOf(actor: Actor): string | null {
  if (actor.kind === 'schedule') return planName({ kind: 'schedule', id: actor.scheduleId });
  return actor.kind === 'rotation' ? planName({ kind: 'rotation', id: actor.rotationId }) : null;
}
