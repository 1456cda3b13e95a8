import type { Chat } from '@pinwheel/domain';

/** A full jid. */
export type Addressee = string;

/** `5511999998888`, a group in its new form, its old form, a LID, or a jid; null for anything else, as one with a mask. */
export function readPhone(phone: string | number): Addressee | null {
  const text = String(phone);
  const group = /^(\d{5,25})-group$/.exec(text)?.[1] ?? /^\d{5,20}-\d{5,15}$/.exec(text)?.[0];
  if (group) return `${group}@g.us`;
  if (/^\d{5,20}$/.test(text)) return `${text}@s.whatsapp.net`;
  if (!/^\d{5,25}(-\d{5,15})?@(s\.whatsapp\.net|c\.us|lid|g\.us|newsletter)$/.test(text)) return null;
  return text.replace(/@c\.us$/, '@s.whatsapp.net');
}

/** Whether this is the chat that is meant. `addresses`: the other ones of a private chat's other side. */
export const isMeant = (addressee: Addressee, chat: Chat, addresses: readonly string[]): boolean =>
  [chat.jid, ...(chat.kind === 'private' ? addresses : [])].some((jid) => isSame(jid, addressee));

const isSame = (one: string, other: string): boolean => withoutNinth(one) === withoutNinth(other);

/** Brazilian mobile numbers got a ninth digit; WhatsApp knows older accounts without it, and people write either. */
const withoutNinth = (jid: string): string => jid.replace(/^(55\d{2})9(\d{8}@s\.whatsapp\.net)$/, '$1$2');
