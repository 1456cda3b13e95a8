import type { EventSpan } from '../time/event.js';
import { span, spanOf } from './event.js';
import { isTimeLike } from './like-time.js';
import { phraseFrom, typedWords } from './phrase.js';
import type { Refusal, Understanding } from './reading.js';
import { readWhen } from './when.js';
import type { Word } from './words.js';

export type EventReading = { kind: 'understood'; event: EventSpan; next: number } | Refusal;

/** Reads when an event is that begins at `words[start]`: `24/12 19:00 to 23:00`, `friday 18:00`, `in 2 days`. */
export function readEvent(words: readonly Word[], start: number, understanding: Understanding): EventReading {
  const phrase = phraseFrom(words, start);
  const read = span(phrase, 0);
  if (!read) return readMoment(words, start, understanding);
  const follows = phrase.tokens[read.next];
  const next = phrase.tokens[read.next - 1]!.word + 1;
  if (follows && (follows.word < next || isTimeLike(phrase, read.next)))
    return { kind: 'not_understood', word: follows.typed };
  const typed = typedWords(phrase, 0, read.next);
  const event = spanOf(...read.value, understanding, typed);
  if ('kind' in event) return event;
  return event.start > understanding.now
    ? { kind: 'understood', event, next }
    : { kind: 'past', at: event.start, words: typed };
}

function readMoment(words: readonly Word[], start: number, understanding: Understanding): EventReading {
  const reading = readWhen(words, start, understanding);
  if (reading.kind !== 'understood') return reading;
  const { rule, next } = reading;
  if (rule.kind !== 'once') return { kind: 'not_understood', word: words[start]!.text };
  return { kind: 'understood', event: { start: rule.at, end: null }, next };
}
