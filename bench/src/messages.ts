import { randomBytes } from 'node:crypto';
import type { HeardMessage } from './pinwheel.js';

const sentence = 'Dear neighbours, the water will be turned off on Thursday from nine to eleven, please fill a bucket.';

/** Messages of the given chats in turn, each a row of about 700 bytes with what WhatsApp sent. */
export function makeMessages(count: number, chats: readonly string[]): HeardMessage[] {
  return Array.from({ length: count }, (_, n): HeardMessage => {
    const chatJid = chats[n % chats.length] ?? '';
    const id = `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
    return {
      chatJid,
      key: { remoteJid: chatJid, id, fromMe: false, participant: '123456789012345@lid' },
      participantAlt: '5511990000001@s.whatsapp.net',
      addressing: 'lid',
      senderName: 'Maria Aparecida',
      kind: 'text',
      text: sentence,
      sentAt: Date.now(),
      raw: randomBytes(380),
    };
  });
}

export const groupJids = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, n) => `1203630${100_000_000 + from + n}@g.us`);
