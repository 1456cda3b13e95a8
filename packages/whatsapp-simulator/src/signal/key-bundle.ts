import { type BinaryNode, KEY_BUNDLE_TYPE } from '@whiskeysockets/baileys';
import { isSignedBy } from '../wire/curve.js';
import { bigEndian, childBytes, childrenOf, child, children, node, readBigEndian } from '../wire/nodes.js';

export interface PreKey {
  readonly id: number;
  readonly public: Buffer;
}

export interface SignedPreKey extends PreKey {
  readonly signature: Buffer;
}

/** What somebody needs to begin a Signal session with a device; keys are raw, 32 bytes. */
export interface KeyBundle {
  readonly registrationId: number;
  readonly identity: Buffer;
  readonly signedPreKey: SignedPreKey;
  /** Absent when the device's supply on the server has run out. */
  readonly preKey?: PreKey | undefined;
}

export function bundleNodes(bundle: KeyBundle): BinaryNode[] {
  const { signedPreKey, preKey } = bundle;
  return [
    node('registration', {}, bigEndian(bundle.registrationId, 4)),
    node('type', {}, KEY_BUNDLE_TYPE),
    node('identity', {}, bundle.identity),
    node('skey', {}, [...preKeyNodes(signedPreKey), node('signature', {}, signedPreKey.signature)]),
    ...(preKey ? [node('key', {}, preKeyNodes(preKey))] : []),
  ];
}

function preKeyNodes(key: PreKey): BinaryNode[] {
  return [node('id', {}, bigEndian(key.id, 3)), node('value', {}, key.public)];
}

export function readPreKey(from: BinaryNode): PreKey {
  return { id: readBigEndian(childBytes(from, 'id')), public: childBytes(from, 'value') };
}

export function readPreKeys(from: BinaryNode | undefined): PreKey[] {
  return children(from, 'key').map(readPreKey);
}

/** Reads `<skey>` and throws unless the identity really signed it. */
export function readSignedPreKey(from: BinaryNode | undefined, identity: Buffer): SignedPreKey {
  const skey = child(from, 'skey');
  if (!skey || childrenOf(skey).length === 0) throw new Error('no signed pre-key');
  return checked({ ...readPreKey(skey), signature: childBytes(skey, 'signature') }, identity);
}

export function checked(key: SignedPreKey, identity: Buffer): SignedPreKey {
  const signed = Buffer.concat([KEY_BUNDLE_TYPE, key.public]);
  if (!isSignedBy(identity, signed, key.signature)) throw new Error('signed pre-key with a false signature');
  return key;
}
