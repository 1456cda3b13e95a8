import { cancel } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { ProgramQueue } from './ports/program-queue.js';
import type { Wake } from './ports/wake.js';
import { headWake } from './run-operation.js';

export interface Withdrawn {
  withdrawn: number;
  /** Of these an attempt was made, so WhatsApp may have them. */
  kept: number;
}

export type WithdrawOneReply = { kind: 'withdrawn' } | { kind: 'not_queued' } | { kind: 'attempted' };

type WithdrawDeps = Deps & { programQueue: ProgramQueue };

/** Takes back what programs have asked of an instance and nobody has tried yet. Chat by chat, so a kill leaves the rest. */
export async function withdrawAll(deps: WithdrawDeps, instanceId: string): Promise<Withdrawn> {
  const chats = new Map<number, string[]>();
  for (const { id, chatId } of await deps.programQueue.unattempted(instanceId))
    chats.set(chatId, [...(chats.get(chatId) ?? []), id]);
  let withdrawn = 0;
  for (const [chatId, ids] of chats) withdrawn += await withdrawIn(deps, chatId, ids);
  const { all } = await deps.programQueue.count(instanceId);
  return { withdrawn, kept: all };
}

/** The same for one operation. */
export async function withdrawOne(deps: WithdrawDeps, instanceId: string, id: string): Promise<WithdrawOneReply> {
  const found = await deps.programQueue.find(instanceId, id);
  if (!found) return { kind: 'not_queued' };
  return (await withdrawIn(deps, found.chatId, [id])) === 1 ? { kind: 'withdrawn' } : { kind: 'attempted' };
}

async function withdrawIn(deps: Deps, chatId: number, ids: readonly string[]): Promise<number> {
  const { wakes, withdrawn } = await deps.store.transaction(async (tx) => {
    await tx.lockBoard(chatId);
    const now = deps.clock.now();
    const told: Wake[] = [];
    let taken = 0;
    for (const id of ids) {
      const operation = await tx.lockOperation(id);
      // An attempt may have been made meanwhile.
      if (operation?.state !== 'waiting' || operation.attempt > 0) continue;
      told.push(...(await tx.saveOperation(cancel(operation, 'withdrawn', now))));
      taken += 1;
    }
    return { wakes: [...told, ...(await headWake(tx, chatId, now))], withdrawn: taken };
  });
  await wakeAfterCommit(deps, wakes);
  return withdrawn;
}
