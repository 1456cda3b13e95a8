import { isIP } from 'node:net';
import type { TargetRefusal, Targets } from '@pinwheel/pinning';
import { mayBeCalled, type Network } from './addresses.js';

/** Longer ones than any server takes. */
const longest = 2_048;

/** What is known before a name is resolved. */
export const targetsIn = (allowed: readonly Network[]): Targets => ({
  judge: (url) => judge(url, allowed),
});

export function judge(text: string, allowed: readonly Network[]): TargetRefusal | null {
  if (text.length > longest) return { kind: 'too_long', limit: longest };
  if (!URL.canParse(text)) return { kind: 'not_a_url' };
  const { protocol, username, password, hostname } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return { kind: 'not_http' };
  if (username !== '' || password !== '') return { kind: 'has_password' };
  const address = addressOf(hostname);
  return address === null || mayBeCalled(address, allowed) ? null : { kind: 'private' };
}

/** Of a host that needs no resolving. The URL parser has turned every spelling of an IPv4 address into the usual one. */
function addressOf(hostname: string): string | null {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return host;
  return /(^|\.)localhost\.?$/.test(host) ? '127.0.0.1' : null;
}
