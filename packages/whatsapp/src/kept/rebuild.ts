import { cleanMessage, decodeMessageNode, proto, unpadRandomMax16 } from '@whiskeysockets/baileys';
import type { WAMessage } from '@whiskeysockets/baileys';
import type { KeptMessage } from './kept-messages.js';

/**
 * The message as Baileys would have told it. `me` is the account's identity, with its device.
 * @throws {Error} for a stanza or a plaintext that cannot be made sense of.
 */
export function rebuild({ attrs, ciphertexts, plaintexts }: KeptMessage, me: { id: string; lid?: string }): WAMessage {
  const { fullMessage } = decodeMessageNode({ tag: 'message', attrs }, me.id, me.lid ?? '');
  const contents = ciphertexts.map((ciphertext) => readContent(plaintexts[ciphertext] ?? ''));
  fullMessage.message = Object.assign(new proto.Message(), ...contents) as proto.IMessage;
  cleanMessage(fullMessage, me.id, me.lid ?? '');
  return fullMessage;
}

function readContent(plaintext: string): proto.IMessage {
  const content = proto.Message.decode(unpadRandomMax16(Buffer.from(plaintext, 'base64')));
  // What our own phone says to others comes wrapped.
  return content.deviceSentMessage?.message ?? content;
}
