import type { Chat, Message } from '@pinwheel/domain';
import type { Happening, Instance, PinChange } from '@pinwheel/pinning';

/** Somebody's two addresses, as far as they are known. Full jids. */
export interface Addresses {
  /** By phone number. */
  phone: string | null;
  lid: string | null;
}

export interface Author extends Addresses {
  name: string | null;
  fromMe: boolean;
}

const isPhone = (jid: string): boolean => jid.endsWith('@s.whatsapp.net');
const isLid = (jid: string): boolean => jid.endsWith('@lid');

export const addressesIn = (...jids: (string | null | undefined)[]): Addresses => {
  const known = jids.filter((jid) => jid != null);
  return { phone: known.find(isPhone) ?? null, lid: known.find(isLid) ?? null };
};

/** The part before the @. */
export const userOf = (jid: string): string => jid.split('@', 1)[0]!;

export const ownerOf = ({ jid, lid, name }: Instance): Author => ({ ...addressesIn(jid, lid), name, fromMe: true });

/** Who said a message. */
export function speakerOf(instance: Instance, chat: Chat, { key, participantAlt, senderName }: Message): Author {
  if (key.fromMe) return ownerOf(instance);
  const jid = chat.kind === 'private' ? chat.jid : key.participant;
  return { ...addressesIn(jid, participantAlt), name: senderName, fromMe: false };
}

/** Who pinned or unpinned. */
export function pinnerOf(instance: Instance, { by }: PinChange): Author {
  if (by.fromMe) return ownerOf(instance);
  const name = by.actor.kind === 'person' ? by.actor.name : null;
  return { ...addressesIn(by.jid, by.alt), name, fromMe: false };
}

/** The other side of a private chat: its own address, and the one that came with its messages. */
export function otherSideOf(chat: Chat, happening: Happening): Addresses {
  const alts = 'message' in happening ? [happening.message?.participantAlt] : [];
  if (happening.kind === 'pinned' || happening.kind === 'unpinned') alts.push(happening.change.by.alt);
  return addressesIn(chat.jid, ...alts);
}
