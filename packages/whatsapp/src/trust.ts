import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';

export interface NoiseRoot {
  /** 64 hex digits. */
  publicKey: string;
  serial: number;
}

/**
 * Accepts another root certificate than WhatsApp's own, for the whole process: what a simulator on this machine needs.
 * @throws {Error} unless the socket address is loopback, so that no configuration can redirect a real account.
 */
export function trustNoiseRoot(root: NoiseRoot, socketUrl: string | undefined): void {
  if (socketUrl === undefined || !isLoopback(new URL(socketUrl)))
    throw new Error('Another root certificate than WhatsApp’s is trusted for a loopback socket address only');
  if (!/^[0-9a-f]{64}$/i.test(root.publicKey)) throw new Error('A root certificate key has 64 hex digits');
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root.publicKey, 'hex');
  WA_CERT_DETAILS.SERIAL = root.serial;
}

/**
 * Baileys does not authenticate the server below TLS: its signature check accepts any certificate, so the address is
 * all that stands between an account and a stranger.
 * @throws {Error} for a plain `ws:` address that is not loopback, and for any other scheme than `ws:` and `wss:`.
 */
export function checkSocketUrl(socketUrl: string): void {
  const url = new URL(socketUrl);
  if (url.protocol === 'wss:' || (url.protocol === 'ws:' && isLoopback(url))) return;
  throw new Error('A WhatsApp socket address is wss:, or ws: on loopback');
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
