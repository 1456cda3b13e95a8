import type { Actor, Chat, Instant, Message, OperationContent, ViewChange } from '@pinwheel/domain';
import { isSettled, isViewChange } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { type CommandFailure, failureOf } from './describe-command.js';
import type { Command, CommandWithOperations } from './ports/store.js';
import type { Trail, TrailQuery, TrailRow } from './ports/trail.js';

export type AuditDeps = Deps & { trail: Trail };

/** `phone_…`: with the pin menu of a phone, and not through Pinwheel. */
export type AuditedDoing = Command['kind'] | ViewDoing | 'phone_pin' | 'phone_unpin';
type ViewDoing = `${'pin' | 'unpin' | 'favorite' | 'unfavorite'}_chat` | 'favorite_message' | 'unfavorite_message';

/** Who did what, when, and what came of it. */
export interface AuditEntry {
  /** What people name it by, as in a104. */
  ref: number;
  at: Instant;
  chat: Chat;
  by: Actor;
  what: AuditedDoing;
  /** The message that was pinned or made a favorite, or was to be; null where nothing could be planned. */
  message: Message | null;
  /** Those that were unpinned or were to be. */
  takenDown: Message[];
  outcome: 'under_way' | 'done' | 'failed';
  failure: CommandFailure | null;
  /** When the last of it ended; null while something is under way. */
  endedAt: Instant | null;
}

export interface AuditPage {
  entries: AuditEntry[];
  /** The `before` of the page that follows; null where there is none. */
  next: number | null;
}

/** What happened, the latest first: read from what was asked for and from what phones told, and never written down. */
export async function audit(deps: AuditDeps, query: TrailQuery): Promise<AuditPage> {
  const rows = await deps.trail.page({ ...query, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  const entries = await Promise.all(page.map((row) => entryOf(deps, row)));
  return { entries, next: rows.length > page.length ? page.at(-1)!.ref : null };
}

export async function findAuditEntry(deps: AuditDeps, ref: number): Promise<AuditEntry | null> {
  const row = await deps.trail.find(ref);
  return row && entryOf(deps, row);
}

async function entryOf(deps: Deps, row: TrailRow): Promise<AuditEntry> {
  if (row.kind === 'command') return commandEntry(deps, row, row.asked);
  const { ref, chat, deed } = row;
  const message = row.messages.find(({ id }) => id === deed.messageId) ?? null;
  const about =
    deed.action === 'pin' ? { message, takenDown: [] } : { message: null, takenDown: message ? [message] : [] };
  const { at, by, action } = deed;
  return { ref, chat, at, by, what: `phone_${action}`, ...about, outcome: 'done', failure: null, endedAt: at };
}

async function commandEntry(
  deps: Deps,
  { ref, chat, messages }: TrailRow,
  { command, operations }: CommandWithOperations,
): Promise<AuditEntry> {
  const failure = await failureOf(deps, command, operations);
  const ended = operations.every(isSettled);
  const change = operations.map(({ content }) => content).find(isViewChange);
  const about = (...kinds: OperationContent['kind'][]) => {
    const ids = new Set(
      operations.flatMap(({ content }) => (kinds.includes(content.kind) ? messageIdOf(content) : [])),
    );
    return messages.filter(({ id }) => ids.has(id));
  };
  return {
    ...{ ref, chat, at: command.madeAt, by: command.actor, what: change ? viewDoing(change) : command.kind },
    message: about('pin', 'favorite_message')[0] ?? null,
    takenDown: about('unpin'),
    outcome: ended ? (failure ? 'failed' : 'done') : 'under_way',
    failure: ended ? failure : null,
    endedAt: ended ? Math.max(command.madeAt, ...operations.flatMap(({ settledAt }) => settledAt ?? [])) : null,
  };
}

const messageIdOf = (content: OperationContent): number[] => ('messageId' in content ? [content.messageId] : []);

function viewDoing(change: ViewChange): ViewDoing {
  if (change.kind === 'pin_chat') return change.pinned ? 'pin_chat' : 'unpin_chat';
  if (change.kind === 'favorite_chat') return change.favorite ? 'favorite_chat' : 'unfavorite_chat';
  return change.favorite ? 'favorite_message' : 'unfavorite_message';
}
