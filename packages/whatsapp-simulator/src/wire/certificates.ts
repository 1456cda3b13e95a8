import { proto } from '@whiskeysockets/baileys';
import { generateSigningKeyPair, type SigningKeyPair } from './curve.js';

/** The simulator's own certificate root, and the chain that proves the server's static key with it. */
export interface CertificateAuthority {
  readonly rootKey: Buffer;
  readonly rootSerial: number;
  readonly serverKey: SigningKeyPair;
  readonly chain: Uint8Array;
}

/** Baileys compares the intermediate's issuer serial with this one; WhatsApp's own root has 0 as well. */
const ROOT_SERIAL = 0;
const INTERMEDIATE_SERIAL = 1;
const LEAF_SERIAL = 2;

export function createCertificateAuthority(): CertificateAuthority {
  const root = generateSigningKeyPair();
  const intermediate = generateSigningKeyPair();
  const server = generateSigningKeyPair();
  const chain = proto.CertChain.encode({
    intermediate: certify(root, intermediate.public, INTERMEDIATE_SERIAL, ROOT_SERIAL),
    leaf: certify(intermediate, server.public, LEAF_SERIAL, INTERMEDIATE_SERIAL),
  }).finish();
  return { rootKey: root.public, rootSerial: ROOT_SERIAL, serverKey: server, chain };
}

function certify(issuer: SigningKeyPair, key: Buffer, serial: number, issuerSerial: number) {
  const details = proto.CertChain.NoiseCertificate.Details.encode({ serial, issuerSerial, key }).finish();
  return { details, signature: issuer.sign(details) };
}
