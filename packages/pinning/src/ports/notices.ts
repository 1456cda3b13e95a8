import type { Actor, Instant, PinObstacle } from '@pinwheel/domain';
import type { CommandFailure } from '../describe-command.js';

/**
 * Something that admins must be told without having asked. Of what a notice holds, `messageId`, `at`, `by` (an actor),
 * `obstacle` and `plans` are shown readably wherever they stand. A kind without words in both languages does not compile.
 */
export type NoticeContent =
  | ({ kind: 'taken_down' } & Loss)
  /** By a fourth pin, as WhatsApp does by itself. */
  | ({ kind: 'pushed_out' } & Loss)
  /** Taken down so often that it is left alone now. */
  | ({ kind: 'repairs_spent'; repairs: number } & Loss)
  /** It cannot be pinned again, because every slot is taken. */
  | ({ kind: 'no_room' } & Loss)
  /** It was taken down, and pinning it again failed. */
  | ({ kind: 'not_repaired'; why: RepairFailure } & Loss)
  /** A message that was pinned for an admin has been deleted for everyone, and its pin with it. */
  | { kind: 'pinned_message_deleted'; messageId: number; at: Instant }
  /** We may not pin in the chat any more: what is planned there is suspended. */
  | { kind: 'rights_lost'; obstacle: PinObstacle; plans: PlanName[] }
  /** We may again, and it goes on. */
  | { kind: 'rights_back'; plans: PlanName[] };

/** A pin of ours that phones show no longer. */
interface Loss {
  pinId: number;
  messageId: number;
  at: Instant;
  /** Whose hand it was; null where WhatsApp did it. */
  by: Actor | null;
}

export type RepairFailure = Exclude<CommandFailure, { kind: 'not_planned' }> | PinObstacle;

/** A schedule or a rotation, to be shown by its ref. */
export interface PlanName {
  kind: 'schedule' | 'rotation';
  id: number;
}

export interface Notice {
  id: string;
  /** Where it came from, unique: `deleted:12`. The same source is the same notice. */
  source: string;
  chatId: number;
  content: NoticeContent;
  foundAt: Instant;
  /** Telegram ids of the admins who have been told. */
  told: readonly number[];
}

export interface NoticeTransaction {
  /** @returns false if its source is known */
  insertNotice(notice: Omit<Notice, 'told'>): Promise<boolean>;
}

export interface NoticeStore {
  /**
   * Takes notices that wait, oldest first, and keeps everybody else from them for a while: if whoever took them dies,
   * they wait again at `until`.
   */
  claimNotices(now: Instant, until: Instant, limit: number): Promise<Notice[]>;
  noteTold(noticeIds: readonly string[], telegramId: number): Promise<void>;
  /** Everybody has been told. */
  closeNotices(noticeIds: readonly string[]): Promise<void>;
}
