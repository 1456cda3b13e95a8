import { initiativeOf, isSettled } from '@pinwheel/domain';
import type { Actor, Chat, Instant, OperationContent, Operation } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { ReportTarget } from './ports/instance.js';
import type { Command, CommandWithOperations, NewOperation, Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';

export interface CommandOrigin {
  /** Unique: the same source is the same command, however often it comes. */
  source: string;
  actor: Actor;
  reportTo: ReportTarget | null;
  /**
   * From when on the chat's budget does not hold it back any more; null if it has time. Where not given: now, if
   * somebody waits for it, and else null.
   */
  dueBy?: Instant | null;
  /** null where it is none of a schedule's. */
  occurrence?: Command['occurrence'];
}

interface CommandDraft extends CommandOrigin {
  kind: Command['kind'];
  chat: Chat;
  contents: readonly OperationContent[];
  /** Each operation waits for the one before, and is given up when that fails. */
  chained: boolean;
  /** An earlier operation that the first one waits for. */
  after?: string;
  /** WhatsApp ids chosen beforehand, for messages that have a row already. */
  wireIds?: ReadonlyMap<number, string>;
}

/** Saves a command with its operations; the caller has locked the board and wakes them after the commit. */
export async function saveCommand(deps: Deps, tx: Transaction, draft: CommandDraft): Promise<CommandWithOperations> {
  const now = deps.clock.now();
  const command = newCommand(deps, draft, now, null);
  const operations: NewOperation[] = [];
  const { dueBy = initiativeOf(draft.actor) === 'person' ? now : null } = draft;
  for (const content of draft.contents) {
    const needs = draft.chained ? (operations.at(-1)?.id ?? draft.after ?? null) : null;
    const posted = content.kind === 'post' ? draft.wireIds?.get(content.messageId) : undefined;
    operations.push(
      newOperation(deps, command, draft.chat, { content, needs, dueBy, wireId: posted ?? deps.ids.wireMessage() }, now),
    );
  }
  // What somebody's hand took down of these is decided anew by this.
  if (draft.actor.kind !== 'hold') await tx.letGo(draft.chat.id, messagesOf(draft.contents), now);
  const saved = await tx.insertCommand(command, operations);
  const isBehind = saved[0] !== undefined && (await tx.isBehind(saved[0]));
  return { command, operations: saved, ...(isBehind && { behind: true }) };
}

const messagesOf = (contents: readonly OperationContent[]): number[] =>
  contents.flatMap((content) => (content.kind === 'pin' || content.kind === 'unpin' ? [content.messageId] : []));

/** Saves a command that came to nothing, so that its asker reads why. */
export async function saveRefusedCommand(
  deps: Deps,
  tx: Transaction,
  draft: CommandOrigin & { kind: Command['kind']; chat: Chat; refusal: NonNullable<Command['refusal']> },
): Promise<Command> {
  const command = newCommand(deps, draft, deps.clock.now(), draft.refusal);
  await tx.insertCommand(command, []);
  return command;
}

/**
 * What a saved command needs to begin: its first operation, if that is the first of the chat. Those behind it are woken
 * as their turn comes; woken now, each would only look at the line, and use up the account's pace with it.
 */
export function operationWakes({ behind, operations }: CommandWithOperations): Wake[] {
  const first = operations.find((operation) => !isSettled(operation));
  if (behind || !first || first.wakeAt === null) return [];
  return [{ kind: 'operation', instanceId: first.instanceId, id: first.id, at: first.wakeAt }];
}

function newCommand(
  deps: Deps,
  draft: CommandOrigin & { kind: Command['kind']; chat: Chat },
  now: Instant,
  refusal: Command['refusal'],
): Command {
  const { source, kind, chat, actor, reportTo } = draft;
  return {
    id: deps.ids.unique(),
    source,
    kind,
    chatId: chat.id,
    actor,
    madeAt: now,
    target: reportTo,
    refusal,
    occurrence: draft.occurrence ?? null,
    reportedAt: null,
  };
}

function newOperation(
  deps: Deps,
  command: Command,
  chat: Chat,
  what: Pick<Operation, 'content' | 'needs' | 'dueBy' | 'wireId'>,
  now: Instant,
): NewOperation {
  return {
    ...what,
    id: deps.ids.unique(),
    commandId: command.id,
    instanceId: chat.instanceId,
    chatId: chat.id,
    state: 'waiting',
    attempt: 0,
    epoch: null,
    wakeAt: now,
    refusal: null,
    cancelReason: null,
    settledAt: null,
    history: [],
  };
}
