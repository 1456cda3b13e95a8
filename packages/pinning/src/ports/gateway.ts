import type { MessageKey, Outcome, ViewChange } from '@pinwheel/domain';

/** What one operation asks of WhatsApp. */
export interface Errand<Content extends MessageContent | ViewContent = MessageContent | ViewContent> {
  /** The id that the message will have, the same for every attempt. */
  wireId: string;
  chatJid: string;
  content: Content;
}

/** What is said in the chat, for everybody there. */
export type MessageContent =
  | { kind: 'pin'; key: MessageKey; durationSeconds: number }
  | { kind: 'unpin'; key: MessageKey }
  | { kind: 'text'; text: string };

/** What changes in the account's own view, for nobody else; the wire id has no part in it. */
export type ViewContent =
  | Extract<ViewChange, { kind: 'pin_chat' | 'favorite_chat' }>
  | { kind: 'favorite_message'; key: MessageKey; favorite: boolean };

/** The port through which operations reach WhatsApp: one linked instance with a live socket. */
export interface Gateway {
  /** Never rejects: whatever goes wrong is an outcome. */
  send(errand: Errand): Promise<Outcome>;
}
