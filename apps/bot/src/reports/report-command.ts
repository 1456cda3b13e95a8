import { describeCommand, type ReportTarget } from '@pinwheel/pinning';
import { isNobodyThere } from '../api/errors.js';
import { editHtml, sendHtml } from '../api/messages.js';
import type { Bot } from '../bot.js';
import type { Html } from '../ui/html.js';
import { showsIn } from '../ui/show.js';
import { split } from '../ui/split.js';
import { tellCommand } from './tell-command.js';

/**
 * Tells how a command ended, in the message that said it was under way or in a new one. What fails here comes again:
 * somebody is told at least once, and where an edit is possible exactly once.
 */
export async function reportCommand(bot: Bot, commandId: string): Promise<void> {
  const report = await describeCommand(bot.deps, commandId);
  if (!report || report.state === 'under_way' || report.command.reportedAt !== null) return;
  const { target, kind } = report.command;
  if (!target) return;
  // What another try has taken the place of: the message that shows the announcement tells of that one.
  if (kind === 'announce') return bot.deps.store.markReported(commandId, bot.deps.clock.now());
  const { text, shows } = await tellCommand(bot, report, showsIn(target.language));
  try {
    const messageId = await put(bot, commandId, target, text);
    if (shows) await bot.telegram.relays.save(target.chatId, messageId, shows);
  } catch (error) {
    if (!isNobodyThere(error)) throw error;
    bot.deps.logger.info({ commandId }, 'whoever asked cannot be told any more');
  }
  await bot.deps.store.markReported(commandId, bot.deps.clock.now());
}

async function put({ api, deps }: Bot, commandId: string, target: ReportTarget, whole: Html): Promise<number> {
  const { chatId, messageId } = target;
  const text = split(whole)[0] ?? whole;
  if (messageId !== null && (await editHtml(api, { chatId, messageId }, text))) return messageId;
  const sent = await sendHtml(api, { chatId }, text);
  // Before it is marked as reported: should that fail, this message is edited and not sent again.
  await deps.store.transaction((tx) => tx.setReportTarget(commandId, { ...target, messageId: sent }));
  return sent;
}
