import type { Hold, Instant, Target } from '@pinwheel/domain';
import type { CreateSchedule, PlanChange, UnpinWhat } from '@pinwheel/pinning';
import type { Html } from './html.js';

/** Which messages a page of /messages shows. */
export interface MessagePage {
  chatId: number;
  words: string | null;
  from: string | null;
  media: boolean;
  offset: number;
  size: number;
}

/** Which entries a page of /audit shows. */
export interface AuditPage {
  /** null: everywhere. */
  chatId: number | null;
  /** Part of a name; empty for anybody. */
  by: string;
  /** The ref that they come before; null from the latest. */
  before: number | null;
  size: number;
}

/** A schedule as it was understood. */
export type ScheduleWish = Omit<CreateSchedule, 'source' | 'actor' | 'reportTo'>;

/** What a tap does. Kept in the database: what it was when the button was shown is what it does. */
export type Action =
  /** Gives a command again, now in this chat. */
  | { kind: 'say_again'; line: string; replyTo: number | null; chatId: number }
  | { kind: 'choose_chat'; chatId: number }
  | { kind: 'show_messages'; page: MessagePage }
  | {
      kind: 'pin';
      chatId: number;
      target: Target;
      hold: Hold | null;
      slot: number | null;
      lock?: boolean;
      replace: number[];
    }
  | { kind: 'unpin'; chatId: number; what: UnpinWhat }
  /** `shown`: what it was said to do to the agenda until then, as markup. */
  | { kind: 'schedule'; wish: ScheduleWish; until: Instant; shown: string }
  | { kind: 'change_plans'; change: PlanChange; until: Instant; shown: string }
  | { kind: 'announce'; text: string; chatIds: number[]; hold: Hold | null }
  | { kind: 'retry_announcement'; id: number }
  | { kind: 'show_audit'; page: AuditPage }
  /** What somebody took down on a phone: pin it again, or accept that it is gone. */
  | { kind: 'pin_again' | 'let_go'; pinId: number }
  | { kind: 'unlink' }
  | { kind: 'leave' };

export type Button =
  | { label: string; action: Action; style?: 'danger' | 'success' | 'primary' }
  /** Puts the text on the clipboard. */
  | { label: string; copies: string };

/** One message of the bot, whole: an edit replaces everything. */
export interface Answer {
  text: Html;
  buttons?: readonly (readonly Button[])[];
  /** Whether the buttons ask something that /cancel leaves. */
  question?: boolean;
  /** In ms, where it is not a day. */
  buttonLifetime?: number;
  /** The WhatsApp message that this shows, if it shows exactly one: a reply to it means that. */
  shows?: number | null;
  /** Once it is on the screen; null if Telegram never said under which id. */
  whenShown?: (telegramMessageId: number | null) => Promise<void>;
}

/** Rows of so many buttons. */
export function inRows<T>(items: readonly T[], perRow: number): T[][] {
  const rows: T[][] = [];
  for (let at = 0; at < items.length; at += perRow) rows.push(items.slice(at, at + perRow));
  return rows;
}
