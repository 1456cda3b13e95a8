import { type Actor, type Instant, splitWords, type Word } from '@pinwheel/domain';
import type { Admin } from '@pinwheel/db';
import { messagesIn } from './text/messages.js';
import type { Shows } from './ui/show.js';

/** A command as it reaches its file: who asks what, where. */
export interface Ask extends Shows {
  /** The same update is the same source, however often it comes. */
  source: string;
  updateId: number;
  /** When we received it: the times in its words were meant then, however often it comes. */
  saidAt: Instant;
  admin: Admin;
  actor: Actor;
  telegramChatId: number;
  isPrivate: boolean;
  /** The whole command, for a button that gives it again. */
  line: string;
  /** What follows the name of the command. */
  text: string;
  words: readonly Word[];
  /** The Telegram message that this one replies to. */
  replyTo: number | null;
  /** The chat that was chosen by a button, for a command that did not say it well enough. */
  chosenChatId: number | null;
  /** A photo, video or file came with it. */
  hasMedia: boolean;
  /** Notes that work begins which must not be done twice. @returns whether an earlier run had begun it */
  begin(): Promise<boolean>;
  /** Whether an earlier run had begun it, or this one has. */
  hasBegun(): boolean;
}

export type AskOrigin = Omit<Ask, 'say' | 'language' | 'actor' | 'words'>;

export function askOf(origin: AskOrigin): Ask {
  const { admin, text } = origin;
  return {
    ...origin,
    say: messagesIn(admin.language),
    language: admin.language,
    actor: { kind: 'admin', telegramId: admin.telegramId, name: admin.name },
    words: splitWords(text),
  };
}
