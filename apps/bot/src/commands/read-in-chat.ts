import type { Chat, Understanding } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Misread } from '../grammar/misread.js';
import { say } from '../text/words.js';
import type { Answer } from '../ui/buttons.js';

type Reading<T> = { kind: 'read'; value: T } | { kind: 'misread'; misread: Misread };
type NoAnswer = { answer?: never };
/** `meant` is what the words point at, in whatever zone they are read; `value` is read in the zone of its chat. */
export type InChat<T, M> = { kind: 'understood'; value: T; meant: M } | { kind: 'answer'; answer: Answer };

/**
 * Reads words whose times are meant in the zone of a chat that the same words name: first in any zone, to find the
 * chat, then in the chat's.
 */
export async function readInChat<T, M extends { chat: Chat } & NoAnswer>(
  { deps }: Bot,
  ask: Ask,
  read: (understanding: Understanding) => Reading<T>,
  resolve: (value: T) => Promise<M | { kind: 'answer'; answer: Answer }>,
): Promise<InChat<T, M>> {
  const now = ask.saidAt;
  const zones = new Set([deps.timeZone, ...(await deps.store.chats(now)).map(({ timeZone }) => timeZone)]);
  const readings = [...zones].map((zone) => ({ zone, reading: read({ now, zone }) }));
  const { zone, reading } = readings.find((each) => each.reading.kind === 'read') ?? readings[0]!;
  if (reading.kind === 'misread') return misunderstood(ask, reading.misread);
  const meant = await resolve(reading.value);
  if (meant.answer !== undefined) return { kind: 'answer', answer: meant.answer };
  const { timeZone } = meant.chat;
  const again = timeZone === zone ? reading : read({ now, zone: timeZone });
  if (again.kind === 'misread') return misunderstood(ask, again.misread);
  return { kind: 'understood', value: again.value, meant };
}

export function misunderstood(ask: Ask, misread: Misread): { kind: 'answer'; answer: Answer } {
  return { kind: 'answer', answer: { text: say(ask.say.misreadings, misread) } };
}
