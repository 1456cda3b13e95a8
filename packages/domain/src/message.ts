import type { Instant } from './time/index.js';

/**
 * How WhatsApp addresses a message. Never to be rewritten: where a group goes by LIDs, a pin whose `participant` was made a
 * phone number is dropped by the phones without a word.
 */
export interface MessageKey {
  remoteJid: string;
  id: string;
  fromMe: boolean;
  participant?: string | undefined;
}

export type MessageKind =
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'poll'
  | 'location'
  | 'contact'
  | 'event'
  | 'view_once'
  | 'system'
  | 'unknown';

/** What we know of a message: heard live, out of a phone's history, or by its being pinned. */
export interface Message {
  id: number;
  chatId: number;
  key: MessageKey;
  /** The other address of the sender: the phone number's where `participant` is a LID, and the reverse. */
  participantAlt: string | null;
  addressing: 'lid' | 'pn' | null;
  senderName: string | null;
  kind: MessageKind;
  /** Text or caption; null where there is none, or where the message was pinned before we heard it. */
  text: string | null;
  sentAt: Instant;
  /** When its sender deleted it for everyone. */
  revokedAt: Instant | null;
  /** False for a message of ours that WhatsApp has not acknowledged yet. */
  arrived: boolean;
}
