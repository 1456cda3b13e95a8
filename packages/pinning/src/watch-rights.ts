import type { Chat, PinObstacle } from '@pinwheel/domain';
import { chatObstacle, isSuspended, restore, suspend } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { notifyAdmins } from './notify-admins.js';
import type { NoticeContent, PlanName } from './ports/notices.js';
import type { Transaction } from './ports/store.js';
import type { Plan } from './ports/suspension.js';
import type { Wake } from './ports/wake.js';

/**
 * Suspends what is planned in chats where the instance may not act any more, and lets it go on where it may again. To
 * be called when something about the instance's chats was heard; without a change it does nothing.
 */
export async function watchRights(deps: Deps, instanceId: string): Promise<void> {
  for (const { chat, active, suspended } of await deps.store.plannedChats(instanceId))
    if (chatObstacle(chat) ? active : suspended) await wakeAfterCommit(deps, await reviewChat(deps, chat.id));
}

async function reviewChat(deps: Deps, chatId: number): Promise<Wake[]> {
  return deps.store.transaction(async (tx) => {
    const locked = await tx.lockBoard(chatId);
    if (!locked) return [];
    const obstacle = chatObstacle(locked.chat);
    return obstacle ? suspendPlans(deps, tx, locked.chat, obstacle) : restorePlans(deps, tx, locked.chat);
  });
}

/** Suspends everything that is planned in a chat whose board is locked. */
export async function suspendPlans(deps: Deps, tx: Transaction, chat: Chat, obstacle: PinObstacle): Promise<Wake[]> {
  const plans = (await tx.lockPlans(chat.id)).filter(({ state }) => state === 'active');
  for (const plan of plans) await tx.savePlan(suspend(plan));
  deps.logger.info({ chat: chat.id, why: obstacle.kind, plans: plans.length }, 'plans suspended for lack of rights');
  return tell(deps, tx, chat, { kind: 'rights_lost', obstacle, plans: plans.map(nameOf) });
}

async function restorePlans(deps: Deps, tx: Transaction, chat: Chat): Promise<Wake[]> {
  const plans = (await tx.lockPlans(chat.id)).filter(isSuspended).map(restore);
  for (const plan of plans) await tx.savePlan(plan);
  deps.logger.info({ chat: chat.id, plans: plans.length }, 'suspended plans go on');
  const told = await tell(deps, tx, chat, { kind: 'rights_back', plans: plans.map(nameOf) });
  return [...told, ...plans.flatMap(wakeOf)];
}

/** Once for all that was planned there; only who takes the board's lock first finds anything to tell. */
async function tell(
  deps: Deps,
  tx: Transaction,
  { id: chatId }: Chat,
  content: Extract<NoticeContent, { plans: PlanName[] }>,
): Promise<Wake[]> {
  if (content.plans.length === 0) return [];
  return notifyAdmins(deps, tx, { source: `rights:${deps.ids.unique()}`, chatId, content });
}

const nameOf = ({ kind, refId }: Plan): PlanName => ({ kind, id: refId });

const wakeOf = ({ kind, id, nextAt }: Plan): Wake[] => (nextAt === null ? [] : [{ kind, id, at: nextAt }]);
