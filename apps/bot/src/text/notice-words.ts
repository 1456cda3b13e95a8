import type { NoticeContent } from '@pinwheel/pinning';
import type { Html } from '../ui/html.js';

/** What a notice holds, as a person reads it. */
export interface NoticeShown {
  /** The message that it names; nothing where it names none. */
  message: Html;
  /** When it happened. */
  time: Html;
  /** Who did it. */
  who: string;
  /** What is in our way. */
  obstacle: Html;
  /** Schedules and rotations that it names: `s1, s2, r1`. */
  plans: string;
}

/** What each kind of notice says; the chat stands above it. */
export type NoticeWords = {
  readonly [Kind in NoticeContent['kind']]: (it: Extract<NoticeContent, { kind: Kind }>, shown: NoticeShown) => Html;
};
