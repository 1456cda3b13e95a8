import type { MessageKey, Outcome } from '@pinwheel/domain';

/** What one operation asks of WhatsApp. */
export interface Errand {
  /** The id that the message will have, the same for every attempt. */
  wireId: string;
  chatJid: string;
  content:
    | { kind: 'pin'; key: MessageKey; durationSeconds: number }
    | { kind: 'unpin'; key: MessageKey }
    | { kind: 'text'; text: string };
}

/** The port through which operations reach WhatsApp: one linked instance with a live socket. */
export interface Gateway {
  /** Never rejects: whatever goes wrong is an outcome. */
  send(errand: Errand): Promise<Outcome>;
}
