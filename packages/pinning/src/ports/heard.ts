import type { ChatKind, ChatRole, Instant, MessageKey, MessageKind } from '@pinwheel/domain';

/** A message as the gateway hears it. */
export interface HeardMessage {
  chatJid: string;
  key: MessageKey;
  participantAlt: string | null;
  addressing: 'lid' | 'pn' | null;
  senderName: string | null;
  kind: MessageKind;
  text: string | null;
  sentAt: Instant;
  /** The WebMessageInfo protobuf, as received. */
  raw: Uint8Array;
  /** Out of a phone's history: stored, and nobody is told. */
  past?: boolean;
}

/** A pin or unpin made on a phone, ours or another's. The key is normalised to our perspective. */
export interface HeardPin {
  chatJid: string;
  wireId: string;
  /** Who did it. */
  by: {
    jid: string;
    name: string | null;
    fromMe: boolean;
    /** The other address: a phone number's where `jid` is a LID, and the reverse. */
    alt?: string | null;
  };
  action: 'pin' | 'unpin';
  target: MessageKey;
  /** Seconds; 0 for an unpin. */
  durationSeconds: number;
  at: Instant;
  /** Out of a phone's history: recorded, and nobody is told. */
  past?: boolean;
}

/** A message deleted by its sender for everyone. */
export interface HeardRevocation {
  chatJid: string;
  target: MessageKey;
  at: Instant;
}

/** What the gateway knows about a chat, from group metadata. */
export interface HeardChat {
  jid: string;
  kind: ChatKind;
  name: string;
  members: number | null;
  ourRole: ChatRole;
  onlyAdminsEdit: boolean;
  onlyAdminsSpeak: boolean;
  disappearingSeconds: number | null;
}

export type Heard =
  | { kind: 'message'; message: HeardMessage }
  | { kind: 'pin'; pin: HeardPin }
  | { kind: 'revocation'; revocation: HeardRevocation }
  | { kind: 'chat'; chat: HeardChat };
