import { isSettled } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { ReportTarget } from './ports/instance.js';

/** Says where the end of a command is to be shown, once the first answer has a message to edit. */
export async function reportTo(deps: Deps, commandId: string, target: ReportTarget): Promise<void> {
  const ended = await deps.store.transaction(async (tx) => {
    await tx.setReportTarget(commandId, target);
    return (await tx.operationsOf(commandId)).every(isSettled);
  });
  if (ended) await wakeAfterCommit(deps, [{ kind: 'report', id: commandId, at: deps.clock.now() }]);
}
