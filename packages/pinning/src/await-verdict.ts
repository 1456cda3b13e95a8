import { isSettled } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { type CommandFailure, failureOf } from './describe-command.js';
import type { CommandEnds } from './ports/ends.js';

export type Verdict =
  | { kind: 'acknowledged' }
  | { kind: 'failed'; failure: CommandFailure }
  /** It is kept and will be carried out; how it ends was not known in time. */
  | { kind: 'under_way' };

/** How long a client is kept waiting for WhatsApp's verdict, in ms. */
export const verdictPatience = 15_000;

/** Waits for the end of a command, but not for ever, and not for a client who has hung up. */
export async function awaitVerdict(
  deps: Deps & { ends: CommandEnds; verdictPatienceMs?: number },
  commandId: string,
  { signal }: { signal: AbortSignal },
): Promise<Verdict> {
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), deps.verdictPatienceMs ?? verdictPatience);
  try {
    await deps.ends.ended(commandId, AbortSignal.any([signal, tooLate.signal]));
  } finally {
    clearTimeout(timer);
  }
  const found = await deps.store.findCommand(commandId);
  if (!found?.operations.every(isSettled)) return { kind: 'under_way' };
  const failure = await failureOf(deps, found.command, found.operations);
  return failure ? { kind: 'failed', failure } : { kind: 'acknowledged' };
}
