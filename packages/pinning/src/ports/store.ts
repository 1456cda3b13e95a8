import type {
  Actor,
  Board,
  Chat,
  DueOccurrence,
  Instant,
  Message,
  MessageKey,
  Operation,
  Pin,
  PinEnd,
  Schedule,
  Shown,
} from '@pinwheel/domain';
import type { Missed, PlannedRefusal, UnpinRefusal } from '../refusals.js';
import type { DriftStore, DriftTransaction, HeardDeed } from './drift.js';
import type { NewHappening } from './happenings.js';
import type { BudgetStore, BudgetTransaction } from './budget.js';
import type { HeardChat, HeardMessage } from './heard.js';
import type { Lease, ReportTarget } from './instance.js';
import type { NoticeStore, NoticeTransaction } from './notices.js';
import type { ProgramQueueTransaction } from './program-queue.js';
import type { RotationsStore, RotationsTransaction } from './rotations.js';
import type { SettingsTransaction } from './settings.js';
import type { SlotsTransaction } from './slots.js';
import type { PlansStore, PlansTransaction } from './suspension.js';
import type { Wake } from './wake.js';

/** What an admin's words, a schedule's occurrence or a rotation's turn asked for, all its operations together. */
export interface Command {
  id: string;
  /** Where it came from, unique: `telegram:81` or `schedule:12:1767254400000`. The same source is the same command. */
  source: string;
  /** `view`: a change to the account's own view of its chats. */
  kind: 'pin' | 'unpin' | 'turn' | 'hold' | 'repair' | 'announce' | 'view';
  chatId: number;
  actor: Actor;
  madeAt: Instant;
  /** Who is told how it ended; null for nobody, or not known yet. */
  target: ReportTarget | null;
  /** Why nothing could be planned, for a command that nobody could be asked about. */
  refusal: PlannedRefusal | UnpinRefusal | Missed | null;
  /** The occurrence of a schedule that it is; null for what anybody asked for. */
  occurrence: CommandOccurrence | null;
  reportedAt: Instant | null;
}

export interface CommandOccurrence extends DueOccurrence {
  /** Earlier ones that were missed, and are left out for this one. */
  leftOut: number;
}

export interface CommandWithOperations {
  command: Command;
  operations: Operation[];
  /** Others of its chat were under way when it was saved: whoever ends the last of those wakes its first. */
  behind?: true;
}

export type NewOperation = Omit<Operation, 'seq' | 'dueBy' | 'putOff'> & Partial<Pick<Operation, 'dueBy'>>;
export type NewPin = Omit<Pin, 'id' | 'endedAt'> & {
  /** The WhatsApp id of the pin event. */
  wireId: string;
  by: Actor;
  /** When we must look after it (end of hold, renewal); null where WhatsApp's expiry does. */
  tendAt: Instant | null;
};

/** A pin with what a person wants to know about it. */
export interface ShownPin extends Pin {
  message: Message;
  by: Actor;
}

export interface MessageQuery {
  chatId: number;
  limit: number;
  offset?: number;
  /** Words that the text holds, in any case. */
  words?: string;
  /** Part of the sender's name. */
  from?: string;
  media?: boolean;
}

export interface ChatSummary extends Chat {
  slotsUsed: number;
  lastMessageAt: Instant | null;
}

/**
 * Reads and writes in one database transaction. Methods whose names begin with `lock` hold the row until the end of
 * it; the board of a chat is guarded by the chat's row.
 */
export interface Transaction
  extends
    BudgetTransaction,
    DriftTransaction,
    NoticeTransaction,
    PlansTransaction,
    ProgramQueueTransaction,
    RotationsTransaction,
    SettingsTransaction,
    SlotsTransaction {
  lockBoard(chatId: number): Promise<{ chat: Chat; board: Board } | null>;
  /** The same lock, without the line of what is under way, which may be long. */
  lockShown(chatId: number): Promise<{ chat: Chat; shown: Shown } | null>;
  /** What phones show, in one statement and unlocked. */
  shownOn(chatId: number, now: Instant): Promise<Pick<Board, 'slots' | 'pins'>>;
  findChat(id: number): Promise<Chat | null>;
  findMessage(id: number): Promise<Message | null>;
  findMessageByKey(chatId: number, wireId: string): Promise<Message | null>;
  /** A row for a text that we are about to post, `arrived: false` until WhatsApp has acknowledged it. */
  insertOwnMessage(message: { chatId: number; key: MessageKey; text: string; sentAt: Instant }): Promise<Message>;
  /** A row for a message that we never heard, but somebody pinned. */
  insertUnheardMessage(message: { chatId: number; key: MessageKey; at: Instant }): Promise<Message>;
  markArrived(messageId: number, at: Instant): Promise<void>;
  markRevoked(messageId: number, at: Instant): Promise<void>;

  /** Waits for another transaction that has asked for the same source: two deliveries at once are one command. */
  findCommandBySource(source: string): Promise<CommandWithOperations | null>;
  findCommand(id: string): Promise<Command | null>;
  /** Their places in the chat's line are given out here: the caller has locked the board, if there are any. */
  insertCommand(command: Command, operations: NewOperation[]): Promise<Operation[]>;
  /** Whether it waits for older operations of its chat; not where they are put off, since it may go before them. */
  isBehind(operation: Operation): Promise<boolean>;
  /** Nobody is told how it ended. */
  dismissReport(commandId: string, at: Instant): Promise<void>;
  setReportTarget(commandId: string, target: ReportTarget): Promise<void>;
  /** Where the command that put this pin up was reported; null where it was nobody's, or a person's on a phone. */
  findAsker(pinId: number): Promise<ReportTarget | null>;
  operationsOf(commandId: string): Promise<Operation[]>;

  /** Locks the oldest operation of the chat that has not ended (skipping nothing); null if there is none or another transaction has it. */
  lockHeadOperation(chatId: number): Promise<Operation | null>;
  /** The same for the chat of an operation; null also where that is no operation of this instance. */
  lockHeadOfLine(operationId: string, instanceId: string): Promise<Operation | null>;
  lockOperation(id: string): Promise<Operation | null>;
  findOperation(id: string): Promise<Operation | null>;
  /**
   * Notes its end, if it has ended, and what has happened by it.
   * @returns whom to wake, where somebody wants to be told: whoever asked, once all of the command has ended, and webhooks
   */
  saveOperation(operation: Operation, done?: readonly NewHappening[]): Promise<Wake[]>;
  /** Whether this WhatsApp message id is an operation's (our own echo) or a deed's that was recorded already. */
  isKnownEvent(instanceId: string, wireId: string): Promise<boolean>;
  /** `wireId`: of the event, which is not known yet. */
  recordDeed(deed: HeardDeed & { wireId: string }): Promise<void>;
  /** Whether the lease is still its holder's, by database time; keeps it so until the transaction ends. */
  holdsLease(lease: Lease): Promise<boolean>;

  insertPin(pin: NewPin): Promise<Pin>;
  /** The same pin, up for longer or up again: it keeps its ref. */
  renewPin(id: number, renewal: Omit<NewPin, 'chatId' | 'messageId' | 'by'> & { by?: Actor }): Promise<Pin>;
  /** `by`: whose hand it was, if anybody's. */
  endPins(pinIds: readonly number[], end: PinEnd, at: Instant, by?: Actor): Promise<void>;
  /** With the row locked; null if it has ended. */
  lockPin(id: number): Promise<(Pin & { tendAt: Instant | null }) | null>;
  setPinTending(id: number, tendAt: Instant | null): Promise<void>;
  /** Until when we want it, and when we must look after it for that. */
  savePinHold(id: number, holdUntil: Instant | null, tendAt: Instant | null): Promise<void>;

  lockSchedule(id: number): Promise<(Schedule & { target: ReportTarget | null }) | null>;
  findScheduleBySource(source: string): Promise<Schedule | null>;
  /** The same source is the same schedule: the second time, the one there is. */
  insertSchedule(
    schedule: Omit<Schedule, 'id' | 'pausedBecause'> & { target: ReportTarget | null; source: string },
  ): Promise<Schedule>;
  saveSchedule(schedule: Schedule): Promise<void>;

  /** Where somebody wants to be told of it. @returns whom to wake after the commit, now */
  note(happenings: readonly NewHappening[], now: Instant): Promise<Wake[]>;
}

/** The truth: everything in PostgreSQL that a use case needs. */
export interface Store extends BudgetStore, DriftStore, NoticeStore, PlansStore, RotationsStore {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;

  /** By name. */
  chats(now: Instant, instanceId?: string): Promise<ChatSummary[]>;
  findChat(id: number): Promise<Chat | null>;
  findMessage(id: number): Promise<Message | null>;
  messages(query: MessageQuery): Promise<Message[]>;
  lastMessage(chatId: number): Promise<Message | null>;
  /** Since when we have heard this chat; null if never. */
  heardSince(chatId: number): Promise<Instant | null>;
  standingPins(chatId: number, now: Instant): Promise<ShownPin[]>;
  findPin(id: number): Promise<ShownPin | null>;
  schedules(chatId?: number): Promise<Schedule[]>;
  findSchedule(id: number): Promise<Schedule | null>;
  findScheduleBySource(source: string): Promise<Schedule | null>;
  findCommand(id: string): Promise<CommandWithOperations | null>;
  /** Those that wait now, and those that ended as refused or unknown since. */
  countOperations(since: Instant): Promise<{ waiting: number; failedSince: number }>;

  /** Creates or updates chats; what an admin has set (zone, hold) stays. */
  saveChats(instanceId: string, chats: readonly HeardChat[]): Promise<void>;
  /**
   * Stores heard messages in one statement, ignoring those stored already (instance, chat and WhatsApp id). A chat not
   * seen before is created. A message stored as unheard is completed.
   * @returns whom to wake, where somebody wants to be told
   */
  saveMessages(instanceId: string, messages: readonly HeardMessage[], now: Instant): Promise<Wake[]>;
  chatIdOf(instanceId: string, jid: string): Promise<number | null>;

  /** The oldest unsettled operation of each chat of an instance: what a new owner of the lease wakes. */
  headOperations(instanceId: string): Promise<Wake[]>;
  /** All that an instance owes. */
  unsettledOperations(instanceId: string): Promise<Wake[]>;
  /** Every row whose time to be looked at has passed, at most `limit`. */
  dueWakes(now: Instant, limit: number): Promise<Wake[]>;
  markReported(commandId: string, at: Instant): Promise<void>;
}
