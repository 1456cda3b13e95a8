import type { BinaryNode } from '@whiskeysockets/baileys';
import type { CloseReason, InstanceListener } from './listener.js';
import type { Life } from './socket/life.js';

export type Pairing = { method: 'qr' } | { method: 'code'; phone: string };

/** Digits of an international number, without a leading zero or plus. */
export const isPhone = (phone: string): boolean => /^[1-9]\d{6,14}$/.test(phone);

export interface PairingOptions {
  pairing: Pairing;
  listener: Pick<InstanceListener, 'qr' | 'pairingCode'>;
  giveUp(reason: CloseReason): void;
}

/** Shows what the person needs to link this socket: each QR, or one code. */
export function showPairing(life: Life, { pairing, listener, giveUp }: PairingOptions): void {
  const { ev } = life.socket;
  if (pairing.method === 'qr') {
    ev.on('connection.update', ({ qr }) => {
      if (qr) listener.qr(qr);
    });
    return;
  }
  let asked = false;
  // With the first QR the socket is ready for either way.
  ev.on('connection.update', ({ qr }) => {
    if (!qr || asked) return;
    asked = true;
    askForCode(life, pairing.phone, giveUp).then(
      (code) => listener.pairingCode(code),
      () => {}, // The socket is gone; the next one asks again.
    );
  });
}

function askForCode(life: Life, phone: string, giveUp: PairingOptions['giveUp']): Promise<string> {
  // Baileys does not look at the answer. Nothing else is asked on a socket that is not logged in, but for pings.
  life.socket.ws.on('CB:iq,type:error', (answer: BinaryNode) => giveUp({ kind: 'pairing_ended', why: whyNot(answer) }));
  return life.socket.requestPairingCode(phone);
}

const tooManyRequests = 429;

function whyNot({ content }: BinaryNode): 'bad_phone' | 'refused' {
  const error = Array.isArray(content) ? content.find(({ tag }) => tag === 'error') : undefined;
  const code = Number(error?.attrs['code'] ?? 0);
  return code >= 400 && code < 500 && code !== tooManyRequests ? 'bad_phone' : 'refused';
}
