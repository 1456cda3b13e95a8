import type { MessageEntity } from '@grammyjs/types';
import { badRequest, NotPlayed } from '../refusal.js';
import { findEntities, trim } from '../text/entities.js';
import { lengthOf } from '../text/length.js';
import { type FormattedText, MarkupError, parseHtml } from '../text/html.js';

interface Source {
  readonly text: string;
  readonly parse_mode?: string | undefined;
  readonly entities?: readonly MessageEntity[] | undefined;
}

/** Characters after parsing. */
const longestText = 4096;
const longestCaption = 1024;

export function readText(source: Source): FormattedText {
  const formatted = read(source);
  if (formatted.text === '') throw badRequest('message text is empty');
  if (lengthOf(formatted.text) > longestText) throw badRequest('message is too long');
  return formatted;
}

export function readCaption(source: {
  caption?: string;
  parse_mode?: string;
  caption_entities?: readonly MessageEntity[];
}): FormattedText {
  const formatted = read({
    text: source.caption ?? '',
    parse_mode: source.parse_mode,
    entities: source.caption_entities,
  });
  if (lengthOf(formatted.text) > longestCaption) throw badRequest('message caption is too long');
  return formatted;
}

function read({ text, parse_mode, entities = [] }: Source): FormattedText {
  if (parse_mode === undefined) return findEntities(trim({ text, entities: within(text, entities) }));
  if (parse_mode !== 'HTML') throw new NotPlayed(`parse_mode ${parse_mode}`);
  try {
    return findEntities(trim(parseHtml(text)));
  } catch (error) {
    if (error instanceof MarkupError) throw badRequest(`can't parse entities: ${error.message}`);
    throw error;
  }
}

function within(text: string, entities: readonly MessageEntity[]): readonly MessageEntity[] {
  for (const { offset, length } of entities) {
    if (offset < 0 || length < 0 || offset + length > text.length) {
      throw badRequest(`entity at ${offset} of length ${length} is outside of the text`);
    }
  }
  return entities;
}
