import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { ConnectionChange } from './ports/instance.js';

/** Records that the socket of an instance has opened or closed. */
export async function recordConnection(deps: Deps, instanceId: string, change: ConnectionChange): Promise<void> {
  await wakeAfterCommit(deps, await deps.instances.connect(instanceId, change, deps.clock.now()));
}
