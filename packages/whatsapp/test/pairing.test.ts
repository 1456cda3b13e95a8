import { expect, test, vi } from 'vitest';
import type { CloseReason } from '../src/index.js';
import { isPhone, showPairing } from '../src/pairing.js';
import { fakeLife } from './support/fake-life.js';

test.each([
  ['4915112345678', true],
  ['+4915112345678', false],
  ['0151123456789', false],
  ['49 151 1234', false],
  ['12345', false],
])('%s is a phone number: %s', (phone, is) => {
  expect(isPhone(phone)).toBe(is);
});

function pairByCode() {
  const codes: string[] = [];
  const reasons: CloseReason[] = [];
  const requestPairingCode = vi.fn<(phone: string) => Promise<string>>(async () => 'ABCD1234');
  const { life, ev, ws } = fakeLife({ requestPairingCode });
  showPairing(life, {
    pairing: { method: 'code', phone: '4915112345678' },
    listener: { qr: () => {}, pairingCode: (code) => codes.push(code) },
    giveUp: (reason) => reasons.push(reason),
  });
  return { ev, ws, codes, reasons, requestPairingCode };
}

test('asks for one code, however many QRs there would be', async () => {
  const { ev, codes, requestPairingCode } = pairByCode();
  for (const qr of ['first', 'second']) ev.emit('connection.update', { qr });
  await vi.waitFor(() => expect(codes).toEqual(['ABCD1234']));
  expect(requestPairingCode).toHaveBeenCalledExactlyOnceWith('4915112345678');
});

test.each([
  ['400', 'bad_phone'],
  ['404', 'bad_phone'],
  ['429', 'refused'],
  ['500', 'refused'],
] as const)('an answer of %s, at which Baileys does not look, ends the pairing as %s', (code, why) => {
  const { ev, ws, reasons } = pairByCode();
  ev.emit('connection.update', { qr: 'first' });
  ws.emit('CB:iq,type:error', { tag: 'iq', attrs: {}, content: [{ tag: 'error', attrs: { code } }] });
  expect(reasons).toEqual([{ kind: 'pairing_ended', why }]);
});
