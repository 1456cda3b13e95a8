import { hkdfSync, randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
} from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import { childBytes, node, SERVER } from '../wire/nodes.js';
import { offerPairing } from './pairing.js';
import type { Applicant } from './pairing-desk.js';
import { waitFor } from './wait.js';
import { announceChange, stanzaId, stanzaTime, type World } from './world.js';

const SALT_LENGTH = 32;
const IV_LENGTH = 16;
const NONCE_LENGTH = 12;
const KEY_LENGTH = 32;
/** A client's request may still be on its way when somebody types the code that the client shows already. */
const REQUEST_WAIT_MS = 1_000;

/** The client shows a code; what comes with it is its ephemeral key, locked with that code. */
export function requestCodePairing(world: World, applicant: Applicant, registration: BinaryNode): void {
  applicant.codeRequest = {
    jid: registration.attrs['jid'] ?? '',
    ref: randomBytes(16),
    wrappedEphemeral: childBytes(registration, 'link_code_pairing_wrapped_companion_ephemeral_pub'),
  };
  announceChange(world);
}

/** The client has understood the phone's key and sends its identity, locked with the secret they share now. */
export function finishCodePairing(applicant: Applicant, registration: BinaryNode): void {
  applicant.codeRequest?.finished?.({
    wrapped: childBytes(registration, 'link_code_pairing_wrapped_key_bundle'),
    identity: childBytes(registration, 'companion_identity_public'),
  });
}

/** What a phone does when the person types the code; rejects when it is not the code that the client shows. */
export async function pairByCode(world: World, account: Account, code: string): Promise<void> {
  const applicant = await waitFor(world, REQUEST_WAIT_MS, () => world.pairing.withCodeRequest(account));
  const request = applicant?.codeRequest;
  if (!applicant || !request) throw new Error('no client has asked to be paired with this number');
  const ephemeral = Curve.generateKeyPair();
  const companionEphemeral = await unwrap(request.wrappedEphemeral, code);
  const finished = new Promise<{ wrapped: Buffer; identity: Buffer }>((resolve) => {
    request.finished = resolve;
  });
  applicant.connection.send(
    notification(world, [
      node('link_code_pairing_ref', {}, request.ref),
      node('primary_identity_pub', {}, account.phone.sessions.identity.public),
      node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, await wrap(ephemeral.public, code)),
    ]),
  );
  const { wrapped, identity } = await finished;
  const shared = Curve.sharedKey(ephemeral.private, companionEphemeral);
  const random = openBundle(wrapped, shared).subarray(2 * KEY_LENGTH);
  const identityShared = Curve.sharedKey(account.phone.sessions.identity.private, identity);
  const secret = hkdf(Buffer.concat([shared, identityShared, random]), Buffer.alloc(0), 'adv_secret');
  await offerPairing(world, account, applicant, secret);
}

function notification(world: World, content: BinaryNode[]): BinaryNode {
  const attributes = { from: SERVER, type: 'link_code_companion_reg', id: stanzaId(), t: stanzaTime(world) };
  return node('notification', attributes, [node('link_code_companion_reg', { stage: 'primary_hello' }, content)]);
}

async function unwrap(wrapped: Buffer, code: string): Promise<Buffer> {
  const key = await derivePairingCodeKey(code, wrapped.subarray(0, SALT_LENGTH));
  const iv = wrapped.subarray(SALT_LENGTH, SALT_LENGTH + IV_LENGTH);
  return aesDecryptCTR(wrapped.subarray(SALT_LENGTH + IV_LENGTH), key, iv);
}

async function wrap(publicKey: Uint8Array, code: string): Promise<Buffer> {
  const salt = randomBytes(SALT_LENGTH);
  const iv = randomBytes(IV_LENGTH);
  return Buffer.concat([salt, iv, aesEncryptCTR(publicKey, await derivePairingCodeKey(code, salt), iv)]);
}

/** Companion identity, phone identity and 32 random bytes. */
function openBundle(wrapped: Buffer, shared: Buffer): Buffer {
  const salt = wrapped.subarray(0, SALT_LENGTH);
  const key = hkdf(shared, salt, 'link_code_pairing_key_bundle_encryption_key');
  const nonceEnd = SALT_LENGTH + NONCE_LENGTH;
  try {
    return aesDecryptGCM(wrapped.subarray(nonceEnd), key, wrapped.subarray(SALT_LENGTH, nonceEnd), Buffer.alloc(0));
  } catch {
    throw new Error('wrong pairing code');
  }
}

function hkdf(secret: Buffer, salt: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, KEY_LENGTH));
}
