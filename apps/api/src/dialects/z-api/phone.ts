import type { Chat } from '@pinwheel/domain';
import { type Addressee, readAddressee, spellings } from '../addressee.js';

/** `5511999998888`, a group in its new form, its old form, a LID, or a jid; null for anything else, as one with a mask. */
export function readPhone(phone: string | number): Addressee | null {
  const text = String(phone);
  const group = /^(\d{5,25})-group$/.exec(text)?.[1] ?? /^\d{5,20}-\d{5,15}$/.exec(text)?.[0];
  return group ? `${group}@g.us` : readAddressee(text);
}

/** The reverse: a chat as programs name it here. */
export const phoneOf = ({ jid }: Pick<Chat, 'jid'>): string =>
  jid
    .replace(/@s\.whatsapp\.net$/, '')
    .replace(/^(\d+)@g\.us$/, '$1-group')
    .replace(/^(\d+-\d+)@g\.us$/, '$1');

/** Whether this is the chat that is meant. `addresses`: the other ones of a private chat's other side. */
export const isMeant = (addressee: Addressee, chat: Chat, addresses: readonly string[]): boolean =>
  [chat.jid, ...(chat.kind === 'private' ? addresses : [])].some((jid) => spellings(addressee).includes(jid));
