import type { Account } from './account.js';

/** What one device decrypted of a pin or unpin; the key is in the perspective of whoever pinned. */
export interface PinEvent {
  /** 1 pins for everyone, 2 unpins for everyone. */
  readonly type: 1 | 2;
  readonly key: { remoteJid: string; fromMe: boolean; id: string; participant?: string };
  readonly durationSeconds: number;
  readonly senderTimestampMs: number;
  /** The stanza's `edit` attribute: phones ignore a pin without "2" (tulir/whatsmeow issue 1105). */
  readonly edit: string | undefined;
}

/** One thing that happened in a chat, as a phone knows it. */
export interface Entry {
  readonly wireId: string;
  readonly from: Account;
  /** Undefined for pins, deletions and content without words. */
  readonly text?: string | undefined;
  readonly pin?: PinEvent | undefined;
  /** The wire id of the message that this one deletes for everyone. */
  readonly deletes?: string | undefined;
  /** Milliseconds, the server's clock. */
  readonly at: number;
}

export interface PinnedEntry {
  readonly entry: Entry;
  readonly pinnedWith: Entry & { readonly pin: PinEvent };
  readonly expiresAt: number;
}

/** WhatsApp's limit; AB property `pinned_messages_m2_pin_max`. */
const PLACES = 3;

/**
 * What a phone shows at the top of a chat at `now`: newest message first, whatever the order of pinning. A message that is
 * pinned again starts anew; a fourth pin takes the place of the oldest pin.
 */
export function readBoard(entries: readonly Entry[], now: number): PinnedEntry[] {
  const messages = new Map<string, Entry>();
  const shown = new Map<string, PinnedEntry>();
  for (const entry of entries) {
    if (entry.at > now) continue;
    dropExpired(shown, entry.at);
    if (entry.pin) applyPin(shown, messages, { ...entry, pin: entry.pin });
    else if (entry.deletes === undefined) messages.set(entry.wireId, entry);
    else {
      messages.delete(entry.deletes);
      shown.delete(entry.deletes);
    }
  }
  dropExpired(shown, now);
  return [...shown.values()].toSorted((a, b) => entries.indexOf(b.entry) - entries.indexOf(a.entry));
}

function applyPin(
  shown: Map<string, PinnedEntry>,
  messages: Map<string, Entry>,
  pinnedWith: PinnedEntry['pinnedWith'],
): void {
  const { pin, from, at } = pinnedWith;
  const entry = messages.get(pin.key.id);
  if (!entry || pin.edit !== '2' || !pointsAt(pin.key, entry, from)) return;
  shown.delete(entry.wireId);
  if (pin.type === 2) return;
  shown.set(entry.wireId, { entry, pinnedWith, expiresAt: at + pin.durationSeconds * 1000 });
  const [oldest] = shown.keys();
  if (shown.size > PLACES && oldest !== undefined) shown.delete(oldest);
}

/** A phone finds a message by its id and its author: a key with the wrong author, or none in a group, points at nothing. */
function pointsAt(key: PinEvent['key'], message: Entry, pinner: Account): boolean {
  if (key.fromMe) return message.from === pinner;
  if (key.participant !== undefined) return message.from.isNamed(key.participant);
  return !key.remoteJid.endsWith('@g.us') && message.from !== pinner;
}

function dropExpired(shown: Map<string, PinnedEntry>, now: number): void {
  for (const [id, { expiresAt }] of shown) if (expiresAt <= now) shown.delete(id);
}
