import { proto } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import { type Entry, type PinnedEntry, readBoard } from '../people/board.js';
import type { ChatLog } from '../people/chat-log.js';
import type { GroupState } from '../people/group.js';
import type { World } from './world.js';

/** What a phone remembers, as it gives it to a new companion: texts, the pins that stand, and who has which LID. */
export function firstHistory(world: World, account: Account): proto.IHistorySync {
  return {
    syncType: proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP,
    progress: 100,
    conversations: [...account.phone.chats].map(([jid, log]) => conversation(world, account, jid, log)),
    phoneNumberToLidMappings: world.directory.accounts.map(({ jid, lid }) => ({ pnJid: jid, lidJid: lid })),
  };
}

function conversation(world: World, account: Account, jid: string, log: ChatLog): proto.IConversation {
  const group = world.directory.groups.get(jid);
  const other = world.directory.accountOf(jid);
  const id = group?.jid ?? other?.lid ?? jid;
  const pins = readBoard(log.entries, world.now());
  const deleted = new Set(log.entries.map(({ deletes }) => deletes));
  const texts = log.entries.filter(({ wireId, text }) => text !== undefined && !deleted.has(wireId));
  const messages = texts.toReversed().map((entry) => ({
    message: {
      key: keyOf(account, id, group, entry),
      message: { conversation: entry.text },
      messageTimestamp: Math.floor(entry.at / 1000),
      participant: group?.nameOf(entry.from),
      pushName: entry.from.name,
      pinInChat: standingPin(account, id, group, pins, entry),
    },
  }));
  return { id, name: group?.subject ?? other?.name, pnJid: group ? undefined : other?.jid, messages };
}

function keyOf(account: Account, remoteJid: string, group: GroupState | undefined, { wireId, from }: Entry) {
  return { remoteJid, fromMe: from === account, id: wireId, participant: group?.nameOf(from) };
}

/** Assumed from the protobuf: the pin stands on the pinned message, and its key is that of the pin event. */
function standingPin(
  account: Account,
  remoteJid: string,
  group: GroupState | undefined,
  pins: PinnedEntry[],
  { wireId }: Entry,
): proto.IPinInChat | undefined {
  const pinned = pins.find(({ entry }) => entry.wireId === wireId);
  if (!pinned) return undefined;
  const { pin, at } = pinned.pinnedWith;
  return {
    type: proto.PinInChat.Type.PIN_FOR_ALL,
    key: keyOf(account, remoteJid, group, pinned.pinnedWith),
    senderTimestampMs: pin.senderTimestampMs,
    serverTimestampMs: at,
    messageAddOnContextInfo: { messageAddOnDurationInSecs: pin.durationSeconds },
  };
}
