import { cancelLinking } from '@pinwheel/pinning';
import { isNotEditable, isNotModified } from '../api/errors.js';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Command } from './command.js';

export const cancel: Command = {
  name: 'cancel',
  group: 'pin',
  role: 'viewer',
  async run(bot, ask) {
    const questions = await leaveQuestions(bot, ask);
    const linking = await leaveLinking(bot, ask);
    return { text: questions + linking > 0 ? ask.say.talk.cancelled() : ask.say.talk.nothingToCancel() };
  },
};

/** Takes the buttons off the questions that this person was asked here. */
async function leaveQuestions({ telegram, api, deps }: Bot, ask: Ask): Promise<number> {
  const { admin, telegramChatId: chatId, updateId } = ask;
  const messageIds = await telegram.actions.leaveQuestions(admin.telegramId, chatId, updateId, deps.clock.now());
  for (const messageId of messageIds)
    await api.editMessageReplyMarkup(chatId, messageId).catch((error: unknown) => {
      if (!isNotModified(error) && !isNotEditable(error)) throw error;
    });
  return messageIds.length;
}

/** The linking's own message says its end, by the same way as any other end of it. */
async function leaveLinking({ deps }: Bot, ask: Ask): Promise<number> {
  if (ask.admin.role !== 'owner' || !ask.isPrivate) return 0;
  const cancelled = await cancelLinking(deps);
  if (!cancelled) return 0;
  await deps.waker.wake([{ kind: 'linking', id: cancelled.id, at: deps.clock.now() }]).catch((error: unknown) => {
    deps.logger.warn({ error }, 'wake-up failed; the end of the linking is shown a little later');
  });
  return 1;
}
