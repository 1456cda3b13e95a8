import type { EventEmitter } from 'node:events';
import type { Outcome } from '@pinwheel/domain';
import { defer } from '../deferred.js';

interface AckStanza {
  attrs: { class?: string; error?: string };
}

export interface Acknowledgement {
  /** Resolves when WhatsApp has answered, if ever. */
  verdict: Promise<Outcome>;
  stopListening(): void;
}

/**
 * Listens for WhatsApp's answer to the message of this id, to be called before it is sent: Baileys makes no event of a
 * good acknowledgement, and may swallow a bad one.
 */
export function listenForAcknowledgement(ws: EventEmitter, wireId: string): Acknowledgement {
  const event = `CB:ack,id:${wireId}`;
  const { promise, resolve } = defer<Outcome>();
  const listen = ({ attrs }: AckStanza) => {
    if (attrs.class !== 'message') return;
    resolve(attrs.error ? { kind: 'refused', code: Number(attrs.error) || 500 } : { kind: 'acknowledged' });
  };
  ws.on(event, listen);
  return { verdict: promise, stopListening: () => ws.off(event, listen) };
}
