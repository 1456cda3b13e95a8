import type { MessageEntity } from '@grammyjs/types';
import type { FormattedText } from './html.js';

/** The text as Telegram's HTML; undefined if nothing in it is formatted. */
export function renderHtml({ text, entities }: FormattedText): string | undefined {
  const tagged = entities.filter((entity) => tags(entity) !== undefined);
  if (tagged.length === 0) return undefined;
  let html = '';
  for (let at = 0; at <= text.length; at++) {
    const ending = tagged.filter((entity) => entity.offset + entity.length === at).toReversed();
    html += ending.map((entity) => tags(entity)?.[1]).join('');
    html += tagged
      .filter((entity) => entity.offset === at)
      .map((entity) => tags(entity)?.[0])
      .join('');
    if (at < text.length) html += escape(text.charAt(at));
  }
  return html;
}

function tags(entity: MessageEntity): readonly [string, string] | undefined {
  const pair = (name: string, attributes = '') => [`<${name}${attributes}>`, `</${name}>`] as const;
  switch (entity.type) {
    case 'bold':
      return pair('b');
    case 'italic':
      return pair('i');
    case 'underline':
      return pair('u');
    case 'strikethrough':
      return pair('s');
    case 'spoiler':
      return pair('tg-spoiler');
    case 'code':
      return pair('code');
    case 'pre':
      return pair('pre');
    case 'blockquote':
      return pair('blockquote');
    case 'expandable_blockquote':
      return pair('blockquote', ' expandable');
    case 'text_link':
      return pair('a', ` href="${escape(entity.url)}"`);
    case 'date_time': {
      const format = entity.date_time_format ? ` format="${entity.date_time_format}"` : '';
      return pair('tg-time', ` unix="${entity.unix_time}"${format}`);
    }
    default:
      return undefined;
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
