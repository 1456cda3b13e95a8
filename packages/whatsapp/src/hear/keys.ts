import type { MessageKey } from '@pinwheel/domain';
import { isJidGroup } from '@whiskeysockets/baileys';
import type { proto } from '@whiskeysockets/baileys';
import { isOwnJid } from '../account.js';
import type { Account } from '../listener.js';

/** A key as it was received; null where WhatsApp left out what a key needs. */
export function messageKey(key: proto.IMessageKey): MessageKey | null {
  if (!key.remoteJid || !key.id) return null;
  const own = { remoteJid: key.remoteJid, id: key.id, fromMe: key.fromMe ?? false };
  return key.participant ? { ...own, participant: key.participant } : own;
}

/**
 * The key inside a pin or a deletion is written from its sender's perspective: `fromMe` means the sender's. This turns
 * it to ours. Baileys does the same for reactions, and leaves pins as they are.
 */
export function targetKey(account: Account, said: MessageKey, inner: proto.IMessageKey): MessageKey | null {
  const { remoteJid } = said;
  if (!inner.id) return null;
  const target = { remoteJid, id: inner.id };
  // In a private chat there are two people, so a key that is not the sender's is the other's.
  if (!isJidGroup(remoteJid)) return { ...target, fromMe: said.fromMe === Boolean(inner.fromMe) };
  const author = inner.participant || (inner.fromMe ? said.participant : undefined);
  const fromMe = inner.fromMe ? said.fromMe : isOwnJid(account, author);
  return author ? { ...target, fromMe, participant: author } : { ...target, fromMe };
}
