import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { afterEach, expect, test } from 'vitest';
import { trustNoiseRoot } from '../src/index.js';
import { checkSocketUrl } from '../src/trust.js';

const genuine = { ...WA_CERT_DETAILS };
const root = { publicKey: 'ab'.repeat(32), serial: 7 };

afterEach(() => void Object.assign(WA_CERT_DETAILS, genuine));

test.each(['ws://127.0.0.1:8080/ws', 'ws://localhost:1', 'ws://[::1]:1', 'wss://127.8.9.1'])(
  'trusts another root at %s',
  (url) => {
    trustNoiseRoot(root, url);
    expect(WA_CERT_DETAILS.PUBLIC_KEY.toString('hex')).toBe(root.publicKey);
    expect(WA_CERT_DETAILS.SERIAL).toBe(7);
  },
);

test.each([
  undefined,
  'wss://web.whatsapp.com/ws/chat',
  'ws://10.0.0.1',
  'ws://127.0.0.1.example.org',
  'ws://1270.0.0.1',
])('trusts no other root at %s', (url) => {
  expect(() => trustNoiseRoot(root, url)).toThrow();
  expect(WA_CERT_DETAILS).toEqual(genuine);
});

test('refuses a key of another length', () => {
  expect(() => trustNoiseRoot({ publicKey: 'ab', serial: 0 }, 'ws://127.0.0.1')).toThrow('64 hex digits');
});

test('takes TLS anywhere, plain sockets on loopback only, and nothing else', () => {
  for (const url of ['wss://web.whatsapp.com/ws/chat', 'ws://127.0.0.1:5']) checkSocketUrl(url);
  for (const url of ['ws://web.whatsapp.com', 'http://127.0.0.1', 'tcp://127.0.0.1'])
    expect(() => checkSocketUrl(url)).toThrow();
});
