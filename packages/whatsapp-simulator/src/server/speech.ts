import { type BinaryNode, encodeWAMessage, type proto } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import type { Companion } from '../people/companion.js';
import { GroupState } from '../people/group.js';
import type { KeyBundle } from '../signal/key-bundle.js';
import type { PairwiseMessage } from '../signal/pairwise.js';
import { type Attributes, node } from '../wire/nodes.js';
import { phoneMessageId, type Said, stanzaTime, type World } from './world.js';

/** Something that a person says on the phone; resolves to its message id when it is on its way to every companion. */
export async function speak(world: World, said: Said): Promise<string> {
  const wireId = phoneMessageId();
  const { author, chat, message, edit } = said;
  world.said.set(wireId, said);
  const entry = { wireId, from: author, at: world.now() };
  if (chat instanceof GroupState) {
    for (const member of chat.members.keys()) member.phone.note(chat.jid, message, entry, edit);
    await author.phone.inTurn(() => sendToGroup(world, wireId, said, chat));
  } else {
    author.phone.note(chat.jid, message, entry, edit);
    if (chat !== author) chat.phone.note(author.jid, message, entry, edit);
    await author.phone.inTurn(() => sendPrivately(world, wireId, said, chat));
  }
  return wireId;
}

async function sendToGroup(world: World, wireId: string, said: Said, group: GroupState): Promise<void> {
  const { author, message } = said;
  const companions = [...world.directory.companions(group.members.keys())];
  if (companions.length === 0) return;
  const { key, knownTo } = author.phone.senderKey(group.jid);
  const distribution = keyDistribution(group, key.distribution());
  const ciphertext = key.encrypt(encodeWAMessage(message));
  for (const companion of companions) {
    const news = knownTo.has(companion.peer) ? [] : [enc(await encryptFor(author, companion, distribution))];
    knownTo.add(companion.peer);
    companion.deliver(stanza(world, wireId, said, companion, [...news, encGroup(ciphertext)]));
  }
}

async function sendPrivately(world: World, wireId: string, said: Said, other: Account): Promise<void> {
  for (const companion of world.directory.companions(new Set([other, said.author]))) {
    const encrypted = await encryptFor(said.author, companion, privateContent(said, companion, other));
    companion.deliver(stanza(world, wireId, said, companion, [enc(encrypted)]));
  }
}

/** Says the same again to a client that could not decrypt it, in a new session and with the sender key at hand. */
export async function sayAgain(
  world: World,
  wireId: string,
  companion: Companion,
  count: number,
  keys: KeyBundle | undefined,
): Promise<void> {
  const said = world.said.get(wireId);
  if (!said) return;
  const { author, chat } = said;
  await author.phone.inTurn(async () => {
    await author.phone.sessions.begin(companion.peer, keys ?? companion.takeBundle());
    const content = chat instanceof GroupState ? groupContentAgain(said, chat) : privateContent(said, companion, chat);
    if (chat instanceof GroupState) author.phone.senderKey(chat.jid).knownTo.add(companion.peer);
    const encrypted = await author.phone.sessions.encrypt(companion.peer, encodeWAMessage(content));
    companion.deliver(stanza(world, wireId, said, companion, [enc(encrypted, String(count))]));
  });
}

/** What a phone tells a new companion of its own account, outside any chat. */
export async function tellCompanion(world: World, companion: Companion, message: proto.IMessage): Promise<void> {
  const { account } = companion;
  await account.phone.inTurn(async () => {
    const encrypted = await encryptFor(account, companion, message);
    const attributes = {
      from: account.jid,
      id: phoneMessageId(),
      t: stanzaTime(world),
      type: 'text',
      category: 'peer',
      notify: account.name,
    };
    companion.deliver(node('message', attributes, [enc(encrypted)]));
  });
}

function groupContentAgain({ author, message }: Said, group: GroupState): proto.IMessage {
  return { ...message, ...keyDistribution(group, author.phone.senderKey(group.jid).key.distribution()) };
}

/** The author's own companions learn for whom it was. */
function privateContent({ author, message }: Said, companion: Companion, other: Account): proto.IMessage {
  return companion.account === author ? { deviceSentMessage: { destinationJid: other.lid, message } } : message;
}

function keyDistribution(group: GroupState, distribution: Buffer): proto.IMessage {
  return {
    senderKeyDistributionMessage: { groupId: group.jid, axolotlSenderKeyDistributionMessage: distribution },
  };
}

async function encryptFor(author: Account, companion: Companion, message: proto.IMessage): Promise<PairwiseMessage> {
  const { sessions } = author.phone;
  if (!sessions.hasSession(companion.peer)) await sessions.begin(companion.peer, companion.takeBundle());
  return sessions.encrypt(companion.peer, encodeWAMessage(message));
}

function stanza(world: World, id: string, said: Said, to: Companion, content: BinaryNode[]): BinaryNode {
  const { author, chat, edit } = said;
  const place =
    chat instanceof GroupState ? inGroup(chat, author, chat.nameOf(author)) : inPrivate(author, author.lid, chat, to);
  return node('message', { ...place, id, t: stanzaTime(world), type: 'text', notify: author.name, edit }, content);
}

/** Attributes that say who speaks in which group; `name` is the author's jid there, with a device part for companions. */
export function inGroup(group: GroupState, author: Account, name: string): Attributes {
  const other = group.addressing === 'lid' ? { participant_pn: author.jid } : { participant_lid: author.lid };
  return { from: group.jid, participant: name, ...other, addressing_mode: group.addressing };
}

/** Private chats are addressed by LID, as WhatsApp does since 2025. */
export function inPrivate(author: Account, name: string, other: Account, to: Companion): Attributes {
  const place = { from: name, sender_pn: author.jid, addressing_mode: 'lid' };
  return to.account === author ? { ...place, recipient: other.lid, recipient_pn: other.jid } : place;
}

function enc({ type, ciphertext }: PairwiseMessage, count?: string): BinaryNode {
  return node('enc', { v: '2', type, count }, ciphertext);
}

function encGroup(ciphertext: Buffer): BinaryNode {
  return node('enc', { v: '2', type: 'skmsg' }, ciphertext);
}
