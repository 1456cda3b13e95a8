import { proto } from '@whiskeysockets/baileys';
import type { BinaryNode, WAPatchCreate, WAPatchName } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import type { Companion } from '../people/companion.js';
import { bytesOf, child, node, SERVER } from '../wire/nodes.js';
import { stanzaId, stanzaTime, type World } from './world.js';

/** The answer about one collection: what is new to the client, or what became of its patch. */
export async function answerCollection(
  world: World,
  companion: Companion,
  asked: BinaryNode,
): Promise<BinaryNode | null> {
  const { account } = companion;
  const name = asked.attrs['name'] as WAPatchName;
  const version = Number(asked.attrs['version'] ?? 0);
  const current = account.collections.version(name);
  if (!Number.isInteger(version) || version < 0 || version > current) return refusal(name, 400);
  const patch = child(asked, 'patch');
  if (!patch) return collection(account, name, version);
  if (version < current) return refusal(name, 409);
  const fault = world.faults.nextViewChange();
  if (fault?.kind === 'refuse') return refusal(name, fault.code);
  if (fault?.kind === 'lose') return null;
  const numbered = account.collections.append(name, proto.SyncdPatch.decode(bytesOf(patch)));
  await account.view.read(name, numbered);
  notify(world, account, name, companion);
  return fault ? null : node('collection', { name, version: String(current + 1) });
}

/** Something that a person does on the phone. */
export async function changeOnPhone(world: World, account: Account, change: WAPatchCreate): Promise<void> {
  account.collections.append(change.type, await account.view.write(change));
  notify(world, account, change.type);
}

function collection(account: Account, name: WAPatchName, version: number): BinaryNode {
  const patches = account.collections.since(name, version).map((bytes) => node('patch', {}, bytes));
  const attributes = { name, version: String(account.collections.version(name)), has_more_patches: 'false' };
  return node('collection', attributes, patches.length > 0 ? [node('patches', {}, patches)] : []);
}

/** Within a good answer to the query, as WhatsApp does. */
function refusal(name: WAPatchName, code: number): BinaryNode {
  return node('collection', { name, type: 'error' }, [node('error', { code: String(code) })]);
}

function notify(world: World, account: Account, name: WAPatchName, author?: Companion): void {
  for (const companion of account.companions.values()) {
    if (companion === author) continue;
    const attributes = { from: SERVER, type: 'server_sync', id: stanzaId(), t: stanzaTime(world) };
    const changed = node('collection', { name, version: String(account.collections.version(name)) });
    companion.deliver(node('notification', attributes, [changed]));
  }
}
