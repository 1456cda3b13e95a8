import type { Board, Chat, Rotation, Schedule } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { ShownPin } from './ports/store.js';

/** All that a chat's agenda follows from. */
export interface ChatPlans {
  chat: Chat;
  board: Board;
  schedules: readonly Schedule[];
  rotations: readonly Rotation[];
  pins: readonly ShownPin[];
}

export async function plansOf(deps: Deps, chat: Chat): Promise<ChatPlans> {
  const locked = await deps.store.transaction((tx) => tx.lockBoard(chat.id));
  const board = locked?.board ?? { slots: 0, limit: 0, locked: [], pins: [], underWay: [] };
  return { ...(await causesOf(deps, chat)), board };
}

/** Whatever does something of its own accord. */
export async function causesOf({ store, clock }: Deps, chat: Chat): Promise<Omit<ChatPlans, 'board'>> {
  const [schedules, rotations, pins] = await Promise.all([
    store.schedules(chat.id),
    store.rotations(chat.id),
    store.standingPins(chat.id, clock.now()),
  ]);
  return { chat, schedules, rotations, pins };
}
