import type { InlineKeyboardButton } from '@grammyjs/types';
import { largest } from '../chats/files.js';
import type { StoredMessage } from '../chats/model.js';
import { renderHtml } from '../text/render.js';

export interface ShownButton {
  label: string;
  data?: string;
  url?: string;
  copyText?: string;
  disabled?: boolean;
}

/** A message as it stood on a screen when it was asked for; a later edit does not change this object. */
export interface ShownMessage {
  /** Unique within its chat only, as in Telegram. */
  id: number;
  chatId: number;
  from: 'bot' | 'user';
  author: string;
  /** The text without marks, or the caption. */
  text: string;
  /** The same with its formatting, if it has any. */
  html?: string;
  buttons: ShownButton[][];
  photo?: Buffer;
  document?: { name: string; bytes: Buffer };
  replyTo?: number;
  /** Unix time in seconds. */
  date: number;
  edited: boolean;
  /** Every text it has shown, oldest first. */
  versions: string[];
  /** The place, in the order of everything shown, of its latest version, or of the one that `sees` looked for. */
  moment: number;
}

export function show(message: StoredMessage): ShownMessage {
  const { content, from } = message;
  const html = renderHtml(content);
  // An edit of the buttons alone is a version, but shows no other text.
  const texts = message.versions.map((version) => version.text);
  return {
    id: message.id,
    chatId: message.conversation.id,
    from: from.is_bot ? 'bot' : 'user',
    author: from.first_name,
    text: content.text,
    ...(html !== undefined && { html }),
    buttons: (message.keyboard?.inline_keyboard ?? []).map((row) => row.map(showButton)),
    ...(content.photo && { photo: largest(content.photo).bytes }),
    ...(content.document && { document: { name: content.document.name, bytes: content.document.bytes } }),
    ...(message.replyTo && { replyTo: message.replyTo.id }),
    date: message.date,
    edited: message.editDate !== undefined,
    versions: texts.filter((text, index) => text !== texts[index - 1]),
    moment: message.versions.at(-1)?.moment ?? 0,
  };
}

function showButton(button: InlineKeyboardButton): ShownButton {
  return {
    label: button.text,
    ...('callback_data' in button && { data: button.callback_data }),
    ...('url' in button && { url: button.url }),
    ...('copy_text' in button && { copyText: button.copy_text.text }),
    ...('disabled' in button && { disabled: true }),
  };
}

/** The chat as text, for the failures of tests. */
export function renderChat(messages: readonly ShownMessage[]): string {
  if (messages.length === 0) return '  (empty)';
  return messages.map(renderMessage).join('\n');
}

function renderMessage(message: ShownMessage): string {
  const attached = `${message.photo ? '[photo] ' : ''}${message.document ? `[${message.document.name}] ` : ''}`;
  const lines = `${attached}${message.text}`.replaceAll('\n', '\n      ');
  const earlier = message.versions.slice(0, -1).map((text) => `\n      (earlier: ${text.replaceAll('\n', ' ⏎ ')})`);
  const buttons = message.buttons.map((row) => `\n      ${row.map(({ label }) => `[${label}]`).join(' ')}`);
  return `  #${message.id} ${message.author}: ${lines}${earlier.join('')}${buttons.join('')}`;
}
