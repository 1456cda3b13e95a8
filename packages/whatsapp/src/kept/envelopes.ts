import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Life } from '../socket/life.js';
import { type Envelope, hashOf } from './kept-messages.js';

const encryptions = new Set(['pkmsg', 'msg', 'skmsg']);

/** Baileys decrypts the parts of a stanza one by one; this knows which stanza a ciphertext came with. */
export class Envelopes {
  readonly #stanzas = new WeakMap<Uint8Array, { envelope: Envelope; ciphertext: string }>();

  /** Sees each stanza before Baileys does. */
  follow({ socket }: Life): void {
    socket.ws.prependListener('CB:message', (stanza: BinaryNode) => this.#open(stanza));
  }

  find(ciphertext: Uint8Array): { envelope: Envelope; ciphertext: string } | null {
    return this.#stanzas.get(ciphertext) ?? null;
  }

  #open({ attrs, content }: BinaryNode): void {
    const parts = Array.isArray(content) ? content.flatMap(ciphertextsIn) : [];
    const envelope = { attrs, ciphertexts: parts.map(hashOf) };
    for (const [index, part] of parts.entries())
      this.#stanzas.set(part, { envelope, ciphertext: envelope.ciphertexts[index] ?? '' });
  }
}

function ciphertextsIn({ tag, attrs, content }: BinaryNode): Uint8Array[] {
  return tag === 'enc' && encryptions.has(attrs['type'] ?? '') && content instanceof Uint8Array ? [content] : [];
}
