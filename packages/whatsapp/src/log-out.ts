import { S_WHATSAPP_NET } from '@whiskeysockets/baileys';
import type { Life } from './socket/life.js';
import { ConnectionLost, whileAlive } from './socket/while-alive.js';

/**
 * Removes the companion. Baileys' own way does not wait for the answer, so that nobody would know of a failure.
 * @throws {Error} when WhatsApp refuses or does not answer in time.
 */
export async function logOut(life: Life): Promise<void> {
  const { socket } = life;
  const removal = {
    tag: 'iq',
    attrs: { to: S_WHATSAPP_NET, type: 'set', xmlns: 'md' },
    content: [
      { tag: 'remove-companion-device', attrs: { jid: socket.authState.creds.me?.id ?? '', reason: 'user_initiated' } },
    ],
  };
  try {
    const answer: unknown = await whileAlive(life, socket.query(removal));
    if (answer === undefined) throw new Error('WhatsApp did not answer');
  } catch (error) {
    // Its answer may be to end the stream: `ended` tells whether that was the removal.
    if (error instanceof ConnectionLost && (await life.ended).code === 401) return;
    throw error;
  }
}
