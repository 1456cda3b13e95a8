import type { Update } from 'grammy/types';
import { sendHtml } from '../api/messages.js';
import { commandNamed } from '../commands/names.js';
import { readCommandLine } from '../grammar/line.js';
import type { Reception } from '../reception.js';
import { messagesIn } from '../text/messages.js';
import { paragraphs } from '../ui/html.js';

/**
 * Answers /status while updates cannot even be stored; all else waits for the store.
 * `answered` are those that got their answer and need no other when they come again.
 */
export function answerWithoutStore(reception: Reception, answered: Set<number>) {
  const { bot, admins } = reception;

  async function answer({ update_id, message }: Update): Promise<void> {
    const line = readCommandLine(message?.text ?? '');
    const admin = message?.from && admins.remembered(message.from);
    if (!message || !line || !admin || commandNamed(line.name) !== 'status' || answered.has(update_id)) return;
    if (line.addressee !== null && line.addressee.toLowerCase() !== reception.username) return;
    answered.add(update_id);
    const { status, talk } = messagesIn(admin.language);
    await sendHtml(bot.api, { chatId: message.chat.id }, paragraphs(status.title(), talk.databaseDown()));
  }

  return (updates: readonly Update[]): void => {
    for (const update of updates)
      answer(update).catch((error: unknown) => bot.deps.logger.warn({ error }, 'the status could not be told'));
  };
}
