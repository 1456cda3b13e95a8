import type { MessageEntity } from '@grammyjs/types';

/** Text as it is shown, with entities whose offsets and lengths count UTF-16 units. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** What Telegram says of markup that it cannot read; the message is the part after "can't parse entities: ". */
export class MarkupError extends Error {}

type Mark = Omit<MessageEntity, 'offset' | 'length'>;

interface OpenTag {
  readonly name: string;
  readonly start: number;
  readonly mark: Mark | undefined;
}

const marks: Readonly<Record<string, MessageEntity['type']>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const tagNames = new Set([...Object.keys(marks), 'a', 'span', 'tg-emoji', 'tg-time']);

/**
 * Telegram's HTML: a short list of tags, strictly nested; the only named characters are lt, gt, amp and quot.
 * @throws MarkupError with Telegram's own text; offsets in it count bytes of UTF-8.
 */
export function parseHtml(source: string): FormattedText {
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const character = source[at];
    if (character === '&') {
      const { value, end } = readCharacter(source, at);
      text += value;
      at = end;
    } else if (character !== '<') {
      text += character;
      at += 1;
    } else if (source[at + 1] === '/') {
      at = closeTag(source, at, open, entities, text);
    } else {
      at = openTag(source, at, open, text);
    }
  }
  const left = open.at(-1);
  if (left) throw new MarkupError(`Can't find end tag corresponding to start tag "${left.name}"`);
  return { text, entities: mergeLanguages(entities) };
}

function openTag(source: string, begin: number, open: OpenTag[], text: string): number {
  const where = byteOffset(source, begin);
  let at = begin + 1;
  while (at < source.length && !/[\s>]/.test(source[at] ?? '')) at += 1;
  if (at >= source.length) throw new MarkupError(`Unclosed start tag at byte offset ${where}`);
  const name = source.slice(begin + 1, at).toLowerCase();
  if (!tagNames.has(name)) throw new MarkupError(`Unsupported start tag "${name}" at byte offset ${where}`);
  const { attributes, end } = readAttributes(source, at, name, where);
  open.push({ name, start: text.length, mark: markOf(name, attributes, where) });
  return end;
}

function closeTag(source: string, begin: number, open: OpenTag[], entities: MessageEntity[], text: string): number {
  const where = byteOffset(source, begin);
  const tag = open.pop();
  if (!tag) throw new MarkupError(`Unexpected end tag at byte offset ${where}`);
  const found = /^<\/([^\s>]*)\s*(>?)/.exec(source.slice(begin));
  if (!found?.[2]) throw new MarkupError(`Unclosed end tag at byte offset ${where}`);
  if (found[1] && found[1].toLowerCase() !== tag.name) {
    throw new MarkupError(
      `Unmatched end tag at byte offset ${where}, expected "</${tag.name}>", found "</${found[1]}>"`,
    );
  }
  const length = text.length - tag.start;
  if (tag.mark && length > 0) entities.push({ ...tag.mark, offset: tag.start, length } as MessageEntity);
  return begin + found[0].length;
}

function readAttributes(source: string, from: number, tag: string, where: number) {
  const attributes = new Map<string, string>();
  let at = from;
  for (;;) {
    at += /^\s*/.exec(source.slice(at))?.[0].length ?? 0;
    if (source[at] === '>') return { attributes, end: at + 1 };
    const name = /^[^\s=>/"']*/.exec(source.slice(at))?.[0] ?? '';
    if (name === '') throw new MarkupError(`Empty attribute name in the tag "${tag}" at byte offset ${where}`);
    at += name.length;
    const equals = /^\s*=\s*/.exec(source.slice(at));
    if (!equals) {
      if (at >= source.length) throw new MarkupError(`Unclosed start tag "${tag}" at byte offset ${where}`);
      attributes.set(name, '');
      continue;
    }
    const { value, end } = readValue(source, at + equals[0].length, where);
    attributes.set(name, value);
    at = end;
  }
}

function readValue(source: string, from: number, where: number): { value: string; end: number } {
  const quote = source[from];
  if (quote !== '"' && quote !== "'") {
    const value = /^[\w.-]*/.exec(source.slice(from))?.[0] ?? '';
    const end = from + value.length;
    if (end >= source.length) throw new MarkupError(`Unclosed start tag at byte offset ${where}`);
    if (!/[\s>]/.test(source[end] ?? '')) {
      throw new MarkupError(`Unexpected end of name token at byte offset ${byteOffset(source, from)}`);
    }
    return { value: value.toLowerCase(), end };
  }
  const end = source.indexOf(quote, from + 1);
  if (end < 0) throw new MarkupError(`Unclosed start tag at byte offset ${where}`);
  return { value: decodeCharacters(source.slice(from + 1, end)), end: end + 1 };
}

function markOf(name: string, attributes: ReadonlyMap<string, string>, where: number): Mark | undefined {
  const mark = (fields: object) => fields as Mark;
  switch (name) {
    case 'a': {
      const url = attributes.get('href');
      return url ? mark({ type: 'text_link', url }) : undefined;
    }
    case 'span':
      if (attributes.get('class') === 'tg-spoiler') return mark({ type: 'spoiler' });
      throw new MarkupError(`Tag "span" must have class "tg-spoiler" at byte offset ${where}`);
    case 'tg-emoji':
      return mark({ type: 'custom_emoji', custom_emoji_id: attributes.get('emoji-id') ?? '' });
    case 'tg-time':
      return mark(timeOf(attributes, where));
    case 'blockquote':
      return mark({ type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote' });
    case 'code': {
      const language = /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1];
      return mark({ type: 'code', ...(language && { language }) });
    }
    default:
      return mark({ type: marks[name] });
  }
}

function timeOf(attributes: ReadonlyMap<string, string>, where: number): object {
  const unix = attributes.get('unix') ?? '';
  const format = attributes.get('format') ?? '';
  if (!/^\d+$/.test(unix))
    throw new MarkupError(`Tag "tg-time" must have a valid attribute "unix" at byte offset ${where}`);
  if (!/^(r|w?[dD]?[tT]?)$/.test(format)) {
    throw new MarkupError(`Tag "tg-time" has an invalid attribute "format" at byte offset ${where}`);
  }
  return { type: 'date_time', unix_time: Number(unix), date_time_format: format };
}

/** `<pre><code class="language-x">` is one `pre` with a language; a lone `code` has none. */
function mergeLanguages(entities: readonly MessageEntity[]): MessageEntity[] {
  const languages = new Map<string, string>();
  const place = (entity: MessageEntity) => `${entity.offset}+${entity.length}`;
  const pres = new Set(entities.filter((entity) => entity.type === 'pre').map(place));
  for (const entity of entities) {
    if (entity.type === 'code' && 'language' in entity && pres.has(place(entity))) {
      languages.set(place(entity), String(entity.language));
    }
  }
  return entities
    .filter((entity) => !(entity.type === 'code' && languages.has(place(entity))))
    .map((entity) => {
      if (entity.type === 'code') return { type: 'code', offset: entity.offset, length: entity.length };
      const language = languages.get(place(entity));
      return entity.type === 'pre' && language ? { ...entity, language } : entity;
    });
}

const namedCharacters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** One character at `at`, where an ampersand stands; one that names nothing is shown as it is. */
function readCharacter(source: string, at: number): { value: string; end: number } {
  const found = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?/.exec(source.slice(at, at + 12));
  if (!found) return { value: '&', end: at + 1 };
  const [whole, decimal, hex, name] = found;
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
  if (code !== undefined && (code === 0 || code > 0x10ffff)) return { value: '&', end: at + 1 };
  const value = code === undefined ? (namedCharacters[name ?? ''] ?? '') : String.fromCodePoint(code);
  return { value, end: at + whole.length };
}

function decodeCharacters(source: string): string {
  let text = '';
  for (let at = 0; at < source.length;) {
    const { value, end } = source[at] === '&' ? readCharacter(source, at) : { value: source[at] ?? '', end: at + 1 };
    text += value;
    at = end;
  }
  return text;
}

function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}
