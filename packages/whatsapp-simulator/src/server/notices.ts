import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import type { Companion } from '../people/companion.js';
import type { GroupState } from '../people/group.js';
import { node } from '../wire/nodes.js';
import { stanzaId, stanzaTime, type World } from './world.js';

/** Tells the companions of some people what changed in a group, and who changed it. */
export function notifyGroup(
  world: World,
  group: GroupState,
  actor: Account,
  change: BinaryNode,
  audience: Iterable<Account> = group.members.keys(),
): void {
  const attributes = {
    from: group.jid,
    type: 'w:gp2',
    id: stanzaId(),
    t: stanzaTime(world),
    participant: group.nameOf(actor),
    ...(group.addressing === 'lid' ? { participant_pn: actor.jid } : { participant_lid: actor.lid }),
    addressing_mode: group.addressing,
    notify: actor.name,
  };
  for (const companion of world.directory.companions(audience))
    companion.deliver(node('notification', attributes, [change]));
}

/** Tells everybody who may have the account's list of devices in a cache that it changed. */
export function notifyDevices(world: World, changed: Companion, change: 'add' | 'remove'): void {
  const attrs = { 'key-index': String(changed.device) };
  const devices = [changed.lid, changed.jid].map((jid) => node('device', { jid, ...attrs }));
  for (const companion of world.directory.companions()) {
    if (companion === changed) continue;
    const attributes = { from: changed.account.lid, type: 'devices', id: stanzaId(), t: stanzaTime(world) };
    companion.deliver(node('notification', attributes, [node(change, {}, devices)]));
  }
}
