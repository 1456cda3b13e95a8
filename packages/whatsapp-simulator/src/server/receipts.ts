import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import type { Companion } from '../people/companion.js';
import { GroupState } from '../people/group.js';
import { PHONE_DEVICE, parseJid } from '../people/jids.js';
import { bundleNodes, type KeyBundle, readPreKeys, readSignedPreKey } from '../signal/key-bundle.js';
import { type Attributes, bigEndian, child, childBytes, childrenOf, node, readBigEndian } from '../wire/nodes.js';
import { sayAgain } from './speech.js';
import { stanzaTime, type World } from './world.js';

/** A phone sends its keys along from the second time on; before, the client fetches them from the server. */
const KEYS_FROM_COUNT = 2;

/** What a phone answers to a client's message: that it arrived, or (`asked` > 0) that it shall be sent again. */
export function phoneReceipt(
  world: World,
  sender: Companion,
  phone: Account,
  chat: GroupState | Account,
  id: string,
  asked: number,
): BinaryNode | undefined {
  if (asked === 0 && phone === sender.account) return undefined;
  const place: Attributes =
    chat instanceof GroupState ? { from: chat.jid, participant: chat.nameOf(phone) } : { from: phone.lid };
  const attributes = { ...place, id, t: stanzaTime(world) };
  if (asked === 0) return node('receipt', attributes);
  const { sessions } = phone.phone;
  const keys = asked < KEYS_FROM_COUNT ? [] : [node('keys', {}, keyNodes(sessions.takeBundle()))];
  return node('receipt', { ...attributes, type: 'retry' }, [
    node('retry', { count: String(asked), id, t: stanzaTime(world), v: '1' }),
    node('registration', {}, bigEndian(sessions.registrationId, 4)),
    ...keys,
  ]);
}

function keyNodes(bundle: KeyBundle): BinaryNode[] {
  return bundleNodes(bundle).filter(({ tag }) => tag !== 'registration');
}

/** A client has read a message, or wants it again. */
export async function routeReceipt(world: World, reader: Companion, receipt: BinaryNode): Promise<void> {
  const { attrs } = receipt;
  const { id, to, type } = attrs;
  reader.connection?.send(node('ack', { class: 'receipt', id, from: to, type, participant: attrs['participant'] }));
  if (type === 'retry') return retry(world, reader, receipt);
  const items = childrenOf(child(receipt, 'list')).map((item) => item.attrs['id']);
  for (const read of [id, ...items]) {
    if (!read) continue;
    reader.confirm('message', { id: read });
    pass(world, reader, receipt, { id: read, type });
  }
}

async function retry(world: World, reader: Companion, receipt: BinaryNode): Promise<void> {
  const { id = '', participant, to = '' } = receipt.attrs;
  reader.expectNack(id);
  if (parseJid(participant ?? to).device !== PHONE_DEVICE) return pass(world, reader, receipt, { id, type: 'retry' });
  const count = Number(child(receipt, 'retry')?.attrs['count'] ?? 1);
  await sayAgain(world, id, reader, count, keysIn(receipt));
}

function keysIn(receipt: BinaryNode): KeyBundle | undefined {
  const keys = child(receipt, 'keys');
  if (!keys) return undefined;
  const identity = childBytes(keys, 'identity');
  return {
    identity,
    registrationId: readBigEndian(childBytes(receipt, 'registration')),
    signedPreKey: readSignedPreKey(keys, identity),
    preKey: readPreKeys(keys)[0],
  };
}

/** Hands a receipt on to the companion that sent the message; phones of the simulator have no use for it. */
function pass(world: World, reader: Companion, receipt: BinaryNode, { id, type }: Attributes): void {
  const { participant, to = '' } = receipt.attrs;
  const author = world.directory.companionOf(participant ?? to);
  if (!author || author === reader) return;
  const group = world.directory.groups.get(to);
  const name = group?.addressing === 'pn' ? reader.jid : reader.lid;
  const place: Attributes = group ? { from: to, participant: name } : { from: name };
  author.deliver(node('receipt', { ...place, id, type, t: stanzaTime(world) }, receipt.content));
}
