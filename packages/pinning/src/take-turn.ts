import { chatObstacle, outsideQuietHours, passTurn, pause, type Rotation, turnMoment } from '@pinwheel/domain';
import { rotationWake } from './create-rotation.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { planTurn } from './plan-turn.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { tellOfTurn } from './tell-of-turn.js';
import { suspendPlans } from './watch-rights.js';

/**
 * Carries out the turn that is due in one of a rotation's chats: the next item is pinned and the former unpinned, once
 * however often it is woken.
 */
export async function takeTurn(deps: Deps, airingId: number): Promise<void> {
  const found = await deps.store.findAiring(airingId);
  if (!found) return;
  // Asked before the transaction: it takes a connection of its own.
  const permitted = await deps.mayStillAct(found.actor);
  const wakes = await deps.store.transaction(async (tx): Promise<Wake[]> => {
    const locked = await tx.lockBoard(found.chatId);
    const rotation = await tx.lockAiring(airingId);
    const now = deps.clock.now();
    if (!locked || rotation?.state !== 'active' || rotation.nextAt === null) return [];
    if (rotation.nextAt > now) return rotationWake(rotation);
    const obstacle = chatObstacle(locked.chat);
    if (obstacle) return suspendPlans(deps, tx, locked.chat, obstacle);
    const loud = outsideQuietHours(rotation, now);
    // Late, or planned before the chat had these hours.
    if (loud > now) return postpone(tx, { ...rotation, nextAt: loud });
    const source = `rotation:${rotation.id}:${rotation.chatId}:${rotation.nextAt}`;
    if (!permitted) {
      await tx.saveRotation(pause(rotation, 'author_left'));
      return tellOfTurn(deps, tx, locked.chat, rotation, source, { kind: 'author_left' });
    }
    const at = turnMoment(rotation.nextAt, now);
    const turned = await planTurn(deps, tx, locked, rotation, { source, at, byHand: false });
    const passed = passTurn(turned.rotation, now);
    await tx.saveRotation(passed);
    return [...turned.wakes, ...rotationWake(passed)];
  });
  await wakeAfterCommit(deps, wakes);
}

async function postpone(tx: Transaction, rotation: Rotation): Promise<Wake[]> {
  await tx.saveRotation(rotation);
  return rotationWake(rotation);
}
