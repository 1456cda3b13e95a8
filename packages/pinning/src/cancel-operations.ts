import { cancel, isSettled } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Wake } from './ports/wake.js';

/**
 * Gives up what an instance still owes, because its account was unlinked: whatever account is linked next must not
 * carry it out. Whoever asked is told.
 */
export async function cancelOperations(deps: Deps, instanceId: string): Promise<void> {
  for (const wake of await deps.store.unsettledOperations(instanceId))
    if (wake.kind === 'operation') await wakeAfterCommit(deps, await cancelOne(deps, wake.id));
}

async function cancelOne(deps: Deps, id: string): Promise<Wake[]> {
  return deps.store.transaction(async (tx) => {
    const operation = await tx.lockOperation(id);
    if (!operation || isSettled(operation)) return [];
    return tx.saveOperation(cancel(operation, 'unlinked', deps.clock.now()));
  });
}
