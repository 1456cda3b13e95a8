import { jidDecode, jidEncode } from '@whiskeysockets/baileys';

/** The device number of a phone; companions count from 1. */
export const PHONE_DEVICE = 0;

export interface DeviceAddress {
  readonly user: string;
  readonly device: number;
}

export function parseJid(jid: string): DeviceAddress {
  const decoded = jidDecode(jid);
  if (!decoded) throw new Error(`not a jid: ${jid}`);
  return { user: decoded.user, device: decoded.device ?? PHONE_DEVICE };
}

/** The same person's jid with a device part; a phone has none. */
export function deviceJid(jid: string, device: number): string {
  const [user, server] = jid.split('@');
  return jidEncode(user ?? '', server === 'lid' ? 'lid' : 's.whatsapp.net', device);
}
