/** A full jid. */
export type Addressee = string;

/** `5511999998888` or a jid; null for anything else, as a number with a mask. */
export function readAddressee(text: string): Addressee | null {
  if (/^\d{5,20}$/.test(text)) return `${text}@s.whatsapp.net`;
  if (!/^\d{5,25}(-\d{5,15})?@(s\.whatsapp\.net|c\.us|lid|g\.us|newsletter)$/.test(text)) return null;
  return text.replace(/@c\.us$/, '@s.whatsapp.net');
}

/**
 * The jids under which WhatsApp may lead the chat, as it was named first. Brazilian mobile numbers got a ninth digit;
 * WhatsApp knows older accounts without it, and people write either.
 */
export function spellings(addressee: Addressee): Addressee[] {
  const without = addressee.replace(/^(55\d{2})9(\d{8}@s\.whatsapp\.net)$/, '$1$2');
  const withNinth = addressee.replace(/^(55\d{2})([6-9]\d{7}@s\.whatsapp\.net)$/, '$19$2');
  return [...new Set([addressee, without, withNinth])];
}
