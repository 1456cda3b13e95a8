import type { Actor } from './actor.js';
import type { Instant } from './time/index.js';

/** What somebody did with the pin menu of a phone, as WhatsApp told us. */
export interface Deed {
  chatId: number;
  messageId: number;
  action: 'pin' | 'unpin';
  by: Actor;
  at: Instant;
}
