import { createHmac } from 'node:crypto';
import { type BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import { Companion } from '../people/companion.js';
import { isSignedBy } from '../wire/curve.js';
import { child, childBytes, node, SERVER } from '../wire/nodes.js';
import { notifyDevices } from './notices.js';
import type { Applicant } from './pairing-desk.js';
import { announceChange, stanzaId, type World } from './world.js';

const ACCOUNT_SIGNATURE_PREFIX = Buffer.from([6, 0]);
const DEVICE_SIGNATURE_PREFIX = Buffer.from([6, 1]);
const RESTART_REQUIRED = 515;

export interface QrContent {
  readonly ref: string;
  readonly noiseKey: Buffer;
  readonly identity: Buffer;
  readonly advSecret: Buffer;
}

/** Reads `https://wa.me/settings/linked_devices#ref,noise key,identity key,secret,platform`, or the part after the `#`. */
export function readQr(text: string): QrContent {
  const [ref, noiseKey, identity, advSecret] = text.slice(text.indexOf('#') + 1).split(',');
  if (!ref || !noiseKey || !identity || !advSecret) throw new Error('not a WhatsApp QR code');
  return {
    ref,
    noiseKey: Buffer.from(noiseKey, 'base64'),
    identity: Buffer.from(identity, 'base64'),
    advSecret: Buffer.from(advSecret, 'base64'),
  };
}

/** What a phone does after scanning; resolves once the client has signed its identity and was told to restart. */
export async function pairByQr(world: World, account: Account, text: string): Promise<void> {
  const qr = readQr(text);
  const applicant = world.pairing.withRef(qr.ref);
  if (!applicant) throw new Error('this QR code is no longer valid');
  if (!applicant.keys.identity.equals(qr.identity) || !applicant.keys.noiseKey.equals(qr.noiseKey)) {
    throw new Error('this QR code shows other keys than the client registered with');
  }
  await offerPairing(world, account, applicant, qr.advSecret);
}

/** Signs the client's identity with the account key, proves it with the secret from the QR code, and waits for its answer. */
export async function offerPairing(
  world: World,
  account: Account,
  applicant: Applicant,
  secret: Buffer,
): Promise<void> {
  const companion = new Companion(account, account.nextDevice(), applicant.keys);
  const { identity } = account.phone.sessions;
  const details = proto.ADVDeviceIdentity.encode({
    rawId: account.phone.sessions.registrationId,
    timestamp: Math.floor(world.now() / 1000),
    keyIndex: companion.device,
  }).finish();
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: identity.public,
    accountSignature: identity.sign(Buffer.concat([ACCOUNT_SIGNATURE_PREFIX, details, companion.keys.identity])),
  }).finish();
  const hmac = createHmac('sha256', secret).update(signed).digest();
  const id = stanzaId();
  const answered = new Promise<void>((resolve, reject) => {
    const settle = (error?: Error) => (error ? reject(error) : resolve());
    applicant.offer = { id, companion, details, accountKey: identity.public, account, settle };
  });
  const content = proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac }).finish();
  applicant.connection.send(pairSuccess(id, companion, content));
  await answered;
}

function pairSuccess(id: string, companion: Companion, identity: Uint8Array): BinaryNode {
  return node('iq', { from: SERVER, type: 'set', id, xmlns: 'md' }, [
    node('pair-success', {}, [
      node('device-identity', {}, identity),
      node('device', { jid: companion.jid, lid: companion.lid }),
      node('platform', { name: 'android' }),
    ]),
  ]);
}

/** The client's answer to `pair-success`: from now on it is a companion. */
export function completePairing(world: World, applicant: Applicant, answer: BinaryNode): void {
  const { offer, connection, keys } = applicant;
  if (!offer || answer.attrs['id'] !== offer.id) return;
  const content = childBytes(child(answer, 'pair-device-sign'), 'device-identity');
  const { deviceSignature } = proto.ADVSignedDeviceIdentity.decode(content);
  const signed = Buffer.concat([DEVICE_SIGNATURE_PREFIX, offer.details, keys.identity, offer.accountKey]);
  delete applicant.offer;
  if (!isSignedBy(keys.identity, signed, deviceSignature ?? new Uint8Array())) {
    connection.endStream(500);
    return offer.settle(new Error('the client signed its device identity with another key'));
  }
  offer.account.companions.set(offer.companion.device, offer.companion);
  notifyDevices(world, offer.companion, 'add');
  connection.endStream(RESTART_REQUIRED);
  offer.settle();
  announceChange(world);
}

/** What the person does under "linked devices" on the phone. */
export function unlink(world: World, companion: Companion): void {
  companion.account.companions.delete(companion.device);
  companion.connection?.endStream(401, node('conflict', { type: 'device_removed' }));
  companion.connection = undefined;
  notifyDevices(world, companion, 'remove');
}
