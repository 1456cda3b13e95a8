import type { Linking, ReportTarget } from '@pinwheel/pinning';
import { InputFile } from 'grammy';
import { toBuffer } from 'qrcode';
import { isNobodyThere, isNotDeletable, isNotEditable, isNotModified } from '../api/errors.js';
import { editHtml, sendHtml } from '../api/messages.js';
import type { Bot } from '../bot.js';
import { type Messages, messagesIn } from '../text/messages.js';
import type { Html } from '../ui/html.js';
import { instanceName } from '../ui/show.js';

/** Shows how a linking stands: the QR that is scanned now, the code, or its end. */
export async function reportLinking(bot: Bot, linkingId: string): Promise<void> {
  const linking = await bot.deps.instances.findLinking(linkingId);
  const stands = linking && `${linking.state}:${linking.shown}`;
  if (!linking?.target || stands === linking.reported) return;
  const { target } = linking;
  try {
    const messageId = await put(bot, linking, target);
    await bot.deps.instances.updateLinking(linking.id, { target: { ...target, messageId }, reported: stands });
  } catch (error) {
    if (!isNobodyThere(error)) throw error;
    await bot.deps.instances.updateLinking(linking.id, { reported: stands });
  }
}

/** @returns the message that shows it now */
async function put(bot: Bot, linking: Linking, target: ReportTarget): Promise<number | null> {
  const words = messagesIn(target.language);
  const { state, secret, method } = linking;
  if (state === 'wanted') return target.messageId;
  if (state === 'shown') {
    // Its end has emptied it meanwhile, and is reported next.
    if (secret === null) return target.messageId;
    return method === 'qr' ? putQr(bot, target, secret, words) : putCode(bot, target, secret, words);
  }
  const text = await endOf(bot, linking, words);
  return method === 'qr' ? replaceQr(bot, linking, target, text) : putText(bot, target, text);
}

async function putQr(
  { api }: Bot,
  { chatId, messageId }: ReportTarget,
  secret: string,
  { linking }: Messages,
): Promise<number> {
  const photo = new InputFile(
    await toBuffer(secret, { type: 'png', errorCorrectionLevel: 'L', scale: 8, margin: 4 }),
    'qr.png',
  );
  const caption = { caption: linking.scan().markup, parse_mode: 'HTML' as const };
  if (messageId !== null) {
    try {
      await api.editMessageMedia(chatId, messageId, { type: 'photo', media: photo, ...caption });
      return messageId;
    } catch (error) {
      if (isNotModified(error)) return messageId;
      if (!isNotEditable(error)) throw error;
    }
  }
  return (await api.sendPhoto(chatId, photo, caption)).message_id;
}

async function putCode(
  { api }: Bot,
  { chatId, messageId }: ReportTarget,
  secret: string,
  { linking }: Messages,
): Promise<number> {
  const code = secret.length === 8 ? `${secret.slice(0, 4)}-${secret.slice(4)}` : secret;
  const keyboard = { inline_keyboard: [[{ text: linking.copy, copy_text: { text: code } }]] };
  const text = linking.code(code);
  if (messageId !== null && (await editHtml(api, { chatId, messageId }, text, keyboard))) return messageId;
  return sendHtml(api, { chatId }, text, keyboard);
}

async function putText({ api }: Bot, { chatId, messageId }: ReportTarget, text: Html): Promise<number> {
  if (messageId !== null && (await editHtml(api, { chatId, messageId }, text))) return messageId;
  return sendHtml(api, { chatId }, text);
}

/** The QR goes: it has done its work, or must not be scanned any more. A later end edits what was said of the first. */
async function replaceQr(bot: Bot, { reported }: Linking, target: ReportTarget, text: Html): Promise<number> {
  const { chatId, messageId } = target;
  if (!reported?.startsWith('shown:')) return putText(bot, { ...target, messageId: null }, text);
  if (messageId !== null)
    await bot.api.deleteMessage(chatId, messageId).catch((error: unknown) => {
      if (!isNotDeletable(error)) throw error;
    });
  return sendHtml(bot.api, { chatId }, text);
}

async function endOf({ deps }: Bot, { state, failure, instanceId }: Linking, words: Messages): Promise<Html> {
  const why = failure && words.linkingFailures[failure];
  if (state === 'linked') {
    const instance = await deps.instances.find(instanceId);
    return words.linking.linked(instance ? instanceName(instance, words) : words.status.nobody);
  }
  if (state === 'ended') return words.linking.ended(why);
  return state === 'cancelled' ? words.linking.cancelled() : words.linking.failed(why ?? '');
}
