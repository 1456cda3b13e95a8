import type { Instant } from './time/index.js';

/**
 * What WhatsApp needs to point at a message. Kept exactly as received: in groups addressed by LID the participant
 * is a LID, and translating it makes phones ignore the pin.
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

/** Something said in a chat, as we stored it. */
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
