import type { MessageEntity } from '@grammyjs/types';
import type { FormattedText } from './html.js';

/** What Telegram finds in a text by itself, in the order of precedence. */
const patterns: readonly (readonly [MessageEntity.CommonMessageEntity['type'], RegExp])[] = [
  [
    'url',
    /(?<![\w@.])(?:https?:\/\/[^\s<>"']+[\w/]|(?:[a-z0-9-]+\.)+(?:com|org|net|me|io|br)(?:\/[^\s<>"']*[\w/])?)(?![\w@])/giu,
  ],
  ['email', /(?<![\w.])[\w.+-]+@[\w-]+\.[\w.-]*\w/gu],
  ['bot_command', /(?<![\w/])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])/gu],
  ['mention', /(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)/gu],
  ['hashtag', /(?<![\p{L}\p{N}_#&])#(?!\d+\b)[\p{L}\p{N}_]+/gu],
];

/** Adds what Telegram finds by itself, outside of the code, links and other finds. */
export function findEntities({ text, entities }: FormattedText): FormattedText {
  const opaque = entities.filter((entity) => ['pre', 'code', 'text_link', 'text_mention'].includes(entity.type));
  const found: MessageEntity[] = [];
  for (const [type, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const entity: MessageEntity = { type, offset: match.index, length: match[0].length };
      if (![...opaque, ...found].some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return { text, entities: inOrder([...entities.filter(isNotFoundAnew), ...found]) };
}

/** Telegram looks for these itself, whatever a bot says about them. */
function isNotFoundAnew(entity: MessageEntity): boolean {
  return !patterns.some(([type]) => type === entity.type);
}

function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

function inOrder(entities: readonly MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length || a.type.localeCompare(b.type));
}

/** Telegram keeps no white space at the ends of a text. */
export function trim({ text, entities }: FormattedText): FormattedText {
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const kept = entities
    .map((entity) => {
      const from = Math.max(entity.offset - start, 0);
      const to = Math.min(entity.offset + entity.length - start, trimmed.length);
      return { ...entity, offset: from, length: to - from };
    })
    .filter((entity) => entity.length > 0);
  return { text: trimmed, entities: kept };
}
