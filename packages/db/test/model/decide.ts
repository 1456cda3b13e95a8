import type { ScheduledAction } from '@pinwheel/domain';
import { boardOf } from './group.js';
import type { World } from './world.js';

/** What somebody of ours decides about messages, by their ids in the database. */
export type Decision =
  | ScheduledAction
  | { kind: 'messages'; ids: readonly number[] }
  | { kind: 'turn'; former: number | null; next: number | null };

/** Notes it for those messages that phones do not show: whatever was wanted of them before is wanted no longer. */
export async function decide(world: World, decision: Decision): Promise<void> {
  const { group, clock, facts } = world;
  const shown = new Set(boardOf(group, clock.now()).map(({ message }) => message));
  for (const message of await wireIdsOf(world, decision))
    if (!shown.has(message)) facts.push({ kind: 'decided', message, at: clock.now() });
}

async function wireIdsOf(world: World, decision: Decision): Promise<readonly string[]> {
  if (decision.kind === 'unpin_all') return world.group.messages;
  const found = await Promise.all(idsOf(decision).map((id) => world.deps.store.findMessage(id)));
  return found.flatMap((message) => (message ? [message.key.id] : []));
}

function idsOf(decision: Exclude<Decision, { kind: 'unpin_all' }>): readonly number[] {
  if (decision.kind === 'messages') return decision.ids;
  if (decision.kind === 'turn') return [decision.former, decision.next].filter((id) => id !== null);
  if (decision.kind === 'unpin') return [decision.messageId];
  const out = decision.kind === 'swap' ? [decision.out] : [];
  return decision.target.kind === 'message' ? [...out, decision.target.messageId] : out;
}
