import type { Chat, Understanding } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Misread } from '../grammar/misread.js';
import { say } from '../text/words.js';
import type { Answer } from '../ui/buttons.js';
import type { ChatChoice } from './choose-chat.js';

type Reading<T> = { kind: 'read'; value: T } | { kind: 'misread'; misread: Misread };
export type InChat<T> = { kind: 'understood'; value: T; chat: Chat } | { kind: 'answer'; answer: Answer };

/**
 * Reads words whose times are meant in the zone of a chat that the same words name: first in any zone, to find the
 * chat, then in the chat's.
 */
export async function readInChat<T>(
  bot: Bot,
  ask: Ask,
  read: (understanding: Understanding) => Reading<T>,
  chatOf: (value: T) => Promise<ChatChoice>,
): Promise<InChat<T>> {
  const now = bot.deps.clock.now();
  const zones = new Set([
    bot.deps.timeZone,
    ...(await bot.deps.store.chats(bot.deps.clock.now())).map(({ timeZone }) => timeZone),
  ]);
  const readings = [...zones].map((zone) => ({ zone, reading: read({ now, zone }) }));
  const readable = readings.find(({ reading }) => reading.kind === 'read') ?? readings[0]!;
  if (readable.reading.kind === 'misread') return misunderstood(ask, readable.reading.misread);
  const choice = await chatOf(readable.reading.value);
  if (choice.kind === 'answer') return choice;
  const { chat } = choice;
  const again = chat.timeZone === readable.zone ? readable.reading : read({ now, zone: chat.timeZone });
  return again.kind === 'misread'
    ? misunderstood(ask, again.misread)
    : { kind: 'understood', value: again.value, chat };
}

export function misunderstood(ask: Ask, misread: Misread): { kind: 'answer'; answer: Answer } {
  return { kind: 'answer', answer: { text: say(ask.say.misreadings, misread) } };
}
