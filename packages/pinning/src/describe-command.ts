import type { CancelReason, Chat, Message, Operation } from '@pinwheel/domain';
import { isSettled } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { Missed, PinRefusal, UnpinRefusal } from './refusals.js';
import type { Command, ShownPin } from './ports/store.js';
import { withShownPins } from './pin-message.js';

export type CommandFailure =
  | { kind: 'refused'; code: number }
  | { kind: 'unknown' }
  | { kind: 'cancelled'; reason: CancelReason }
  /** Nothing could be planned when its time came. */
  | { kind: 'not_planned'; why: PinRefusal | UnpinRefusal | Missed };

/** How a command stands, for whoever asked. */
export interface CommandReport {
  command: Command;
  operations: Operation[];
  chat: Chat;
  state: 'under_way' | 'done' | 'failed';
  failure: CommandFailure | null;
  /** The message that was to be pinned. */
  message: Message | null;
  /** The pin on the board, once it stands. */
  pin: ShownPin | null;
  unpinned: Message[];
}

export async function describeCommand(deps: Deps, commandId: string): Promise<CommandReport | null> {
  const found = await deps.store.findCommand(commandId);
  const chat = found && (await deps.store.findChat(found.command.chatId));
  if (!found || !chat) return null;
  const { command, operations } = found;
  const meant = operations.flatMap(({ content }) => (content.kind === 'pin' ? [content.messageId] : []))[0];
  const unpinned = operations.flatMap(({ content, state }) =>
    content.kind === 'unpin' && state === 'acknowledged' ? [content.messageId] : [],
  );
  const messages = await Promise.all(unpinned.map((id) => deps.store.findMessage(id)));
  const failure = await failureOf(deps, command, operations);
  const standing = meant !== undefined ? await deps.store.standingPins(chat.id, deps.clock.now()) : [];
  return {
    command,
    operations,
    chat,
    failure,
    state: operations.every(isSettled) ? (failure ? 'failed' : 'done') : 'under_way',
    message: meant === undefined ? null : await deps.store.findMessage(meant),
    pin: standing.find((pin) => pin.messageId === meant) ?? null,
    unpinned: messages.filter((message) => message !== null),
  };
}

/** The first operation that failed explains the others, which were given up because of it. */
export async function failureOf(deps: Deps, command: Command, operations: Operation[]): Promise<CommandFailure | null> {
  if (command.refusal) {
    const { refusal } = command;
    return { kind: 'not_planned', why: refusal.kind === 'missed' ? refusal : await withShownPins(deps, refusal) };
  }
  for (const { state, refusal, cancelReason } of operations) {
    if (state === 'refused') return { kind: 'refused', code: refusal ?? 0 };
    if (state === 'unknown') return { kind: 'unknown' };
    if (state === 'cancelled') return { kind: 'cancelled', reason: cancelReason ?? 'needed_operation_failed' };
  }
  return null;
}
