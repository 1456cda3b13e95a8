import type { Actor, Chat, Instant, Message, Operation } from '@pinwheel/domain';
import type { Instance } from './instance.js';
import type { Wake } from './wake.js';
import type { Webhook } from './webhooks.js';

/** Who put a pin up or took it down. */
export interface PinAuthor {
  actor: Actor;
  /** The account itself, by our doing or on its phone. */
  fromMe: boolean;
  /** As WhatsApp addresses them; null where it is our own doing. */
  jid: string | null;
  /** Their other address: a phone number's where `jid` is a LID, and the reverse. */
  alt: string | null;
}

export interface PinChange {
  messageId: number;
  /** The id of the pin event's own message. */
  wireId: string;
  /** Seconds; 0 for an unpin. */
  durationSeconds: number;
  by: PinAuthor;
}

/** What happened, as it is noted in the transaction that records it: pointers, since the rest is in other tables. */
export type NewHappening = { instanceId: string; at: Instant } & (
  | { kind: 'message'; chatId: number; content: { messageId: number } }
  | { kind: 'pinned' | 'unpinned'; chatId: number; content: PinChange }
  | { kind: 'settled'; chatId: number; content: { operationId: string } }
  | { kind: 'connected' | 'disconnected'; chatId: null; content: null }
);

/** What happened, with everything that whoever puts it into words wants to know. */
export type Happening = { at: Instant; instance: Instance } & (
  | { kind: 'message'; chat: Chat; message: Message }
  | { kind: 'pinned' | 'unpinned'; chat: Chat; message: Message; change: PinChange }
  /** `message`: null where the operation concerned a chat and no message of it. */
  | { kind: 'settled'; chat: Chat; message: Message | null; operation: Operation; actor: Actor }
  | { kind: 'connected' | 'disconnected' }
);

/** A happening in the words of one webhook. */
export interface Wording {
  webhookId: string;
  /** What the dialect calls it. */
  event: string;
  /** Appended to the webhook's address, such as `/message.exchange`; empty for nothing. */
  path: string;
  /** JSON; sent as it is. */
  body: string;
}

/** With the id that its delivery will have. */
export type WordingWithId = Wording & { id: string };

export interface Happenings {
  /**
   * Turns the oldest of an instance into deliveries: at most `limit`, in their order, nobody else at the same time, all
   * or nothing. `say` is given the webhooks that are switched on and ask for that kind.
   * @returns how many there were, and whom to wake
   */
  putIntoWords(
    instanceId: string,
    limit: number,
    now: Instant,
    say: (happening: Happening, webhooks: readonly Webhook[]) => WordingWithId[],
  ): Promise<{ count: number; wakes: Wake[] }>;
}
