import type { Chat } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import { saveRefusedCommand } from './commands.js';
import type { Deps } from './deps.js';
import { refusedWake } from './fire-schedule.js';
import type { StoredRotation } from './ports/rotations.js';
import type { Command, Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';

/** Where a turn's commands come from, and where their ends are told. */
export const originOfTurn = ({ id, target }: StoredRotation, source: string): CommandOrigin => ({
  source,
  actor: { kind: 'rotation', rotationId: id },
  reportTo: target && { ...target, messageId: null },
});

/** Keeps what came of a turn instead of a pin, so that the admin reads it. */
export async function tellOfTurn(
  deps: Deps,
  tx: Transaction,
  chat: Chat,
  rotation: StoredRotation,
  source: string,
  refusal: NonNullable<Command['refusal']>,
): Promise<Wake[]> {
  const origin = originOfTurn(rotation, source);
  const command = await saveRefusedCommand(deps, tx, { ...origin, kind: 'turn', chat, refusal });
  return refusedWake(command.id, deps.clock.now());
}
