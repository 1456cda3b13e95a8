import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import type { Companion } from '../people/companion.js';
import { GroupState } from '../people/group.js';
import { type DeviceAddress, parseJid, PHONE_DEVICE } from '../people/jids.js';
import type { Parcel } from '../people/phone.js';
import { bytesOf, child, children, childrenOf, node } from '../wire/nodes.js';
import type { MessageFault } from './fault-plan.js';
import { phoneReceipt } from './receipts.js';
import { inGroup, inPrivate } from './speech.js';
import { stanzaTime, type World } from './world.js';

/** Assumed: the code WhatsApp gives to those who may not speak or pin is not public. */
const NOT_ALLOWED = 403;
const NOT_FOUND = 404;
/** `edit` attribute of pins and unpins. */
const PIN_EDIT = '2';

interface Routed {
  readonly stanza: BinaryNode;
  readonly sender: Companion;
  readonly chat: GroupState | Account;
  /** Set when only this device shall get it: an answer to its retry receipt. */
  readonly only: DeviceAddress | undefined;
}

/** A client says something: fault or permission first, then delivery to everybody, then the acknowledgement. */
export async function routeMessage(world: World, sender: Companion, stanza: BinaryNode): Promise<void> {
  const fault = stanza.attrs['category'] === 'peer' ? undefined : arrive(world, sender, stanza);
  if (fault?.kind === 'lose') return;
  const chat = chatOf(world, stanza);
  const refusal = fault?.kind === 'refuse' ? fault.code : refusalOf(sender, chat, stanza);
  if (refusal !== undefined || !chat) return acknowledge(world, sender, stanza, refusal);
  const receipts = await deliver(world, { stanza, sender, chat, only: onlyDevice(stanza) });
  if (fault?.kind === 'withhold-ack') return;
  const settle = () => {
    acknowledge(world, sender, stanza);
    for (const receipt of receipts) sender.deliver(receipt);
  };
  if (fault?.kind === 'delay-ack') later(world, fault.ms, settle);
  else settle();
}

function arrive(world: World, sender: Companion, { attrs }: BinaryNode): MessageFault | undefined {
  for (const listener of world.arrivals) listener({ wireId: attrs['id'] ?? '', from: sender.account });
  return world.faults.nextMessage();
}

function chatOf(world: World, { attrs }: BinaryNode): GroupState | Account | undefined {
  const to = attrs['to'] ?? '';
  return to.endsWith('@g.us') ? world.directory.groups.get(to) : world.directory.accountOf(attrs['recipient'] ?? to);
}

function refusalOf(
  sender: Companion,
  chat: GroupState | Account | undefined,
  { attrs }: BinaryNode,
): number | undefined {
  if (!chat) return NOT_FOUND;
  if (!(chat instanceof GroupState)) return undefined;
  return chat.permits(sender.account, attrs['edit'] === PIN_EDIT ? 'pin' : 'speak') ? undefined : NOT_ALLOWED;
}

function onlyDevice({ attrs }: BinaryNode): DeviceAddress | undefined {
  if (attrs['participant']) return parseJid(attrs['participant']);
  return attrs['device_fanout'] === 'false' ? parseJid(attrs['to'] ?? '') : undefined;
}

function acknowledge(world: World, sender: Companion, { attrs }: BinaryNode, error?: number): void {
  const attributes = { class: 'message', id: attrs['id'], from: attrs['to'], t: stanzaTime(world) };
  sender.connection?.send(node('ack', { ...attributes, error: error === undefined ? undefined : String(error) }));
}

function later(world: World, ms: number, work: () => void): void {
  const timer = setTimeout(() => {
    world.timers.delete(timer);
    work();
  }, ms);
  world.timers.add(timer);
}

/** Resolves, when every phone has tried to decrypt it, to the receipts that the phones send. */
async function deliver(world: World, routed: Routed): Promise<BinaryNode[]> {
  const { chat, sender } = routed;
  const accounts = new Set(chat instanceof GroupState ? chat.members.keys() : [chat, sender.account]);
  for (const companion of world.directory.companions(accounts)) {
    if (companion !== sender && concerns(routed, companion.account, companion.device))
      forward(world, routed, companion);
  }
  const phones = [...accounts].filter((account) => concerns(routed, account, PHONE_DEVICE));
  const receipts = await Promise.all(phones.map((account) => deliverToPhone(world, routed, account)));
  return receipts.filter((receipt) => receipt !== undefined);
}

function concerns({ only }: Routed, account: Account, device: number): boolean {
  return !only || (only.device === device && account.isNamed(`${only.user}@`));
}

async function deliverToPhone(world: World, routed: Routed, account: Account): Promise<BinaryNode | undefined> {
  const { stanza, sender, chat } = routed;
  const pairwise = pairwiseFor(routed, account, PHONE_DEVICE);
  const parcel: Parcel = {
    wireId: stanza.attrs['id'] ?? '',
    chat: chat instanceof GroupState || account !== chat ? chat.jid : sender.account.jid,
    from: sender.account,
    peer: sender.peer,
    pairwise: pairwise && { type: pairwise.attrs['type'] === 'pkmsg' ? 'pkmsg' : 'msg', ciphertext: bytesOf(pairwise) },
    group: groupPart(stanza),
    edit: stanza.attrs['edit'],
    at: world.now(),
  };
  const asked = await account.phone.receive(parcel);
  return phoneReceipt(world, sender, account, chat, parcel.wireId, asked);
}

function groupPart(stanza: BinaryNode): Buffer | undefined {
  const part = children(stanza, 'enc').find(({ attrs }) => attrs['type'] === 'skmsg');
  return part && bytesOf(part);
}

function pairwiseFor({ stanza, only }: Routed, account: Account, device: number): BinaryNode | undefined {
  const direct = children(stanza, 'enc').find(({ attrs }) => attrs['type'] !== 'skmsg');
  if (only || direct) return direct;
  const mine = childrenOf(child(stanza, 'participants')).find(({ attrs }) => {
    const to = attrs['jid'] ?? '';
    return account.isNamed(to) && parseJid(to).device === device;
  });
  return child(mine, 'enc');
}

function forward(world: World, routed: Routed, to: Companion): void {
  const { stanza, sender, chat } = routed;
  const place =
    chat instanceof GroupState
      ? inGroup(chat, sender.account, chat.addressing === 'lid' ? sender.lid : sender.jid)
      : inPrivate(sender.account, sender.lid, chat, to);
  const { id, type, edit } = stanza.attrs;
  const parts = [
    pairwiseFor(routed, to.account, to.device),
    children(stanza, 'enc').find(({ attrs }) => attrs['type'] === 'skmsg'),
    child(stanza, 'device-identity'),
  ].filter((part) => part !== undefined);
  to.deliver(node('message', { ...place, id, t: stanzaTime(world), type, edit, notify: sender.account.name }, parts));
}
