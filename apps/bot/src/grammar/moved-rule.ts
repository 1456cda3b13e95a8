import {
  type EventRule,
  moveEvent,
  readEvent,
  readWhen,
  type Rule,
  type Understanding,
  type Word,
} from '@pinwheel/domain';
import type { Misread } from './misread.js';
import { refusing } from './options.js';

/**
 * Reads to when something is moved, from `words[start]` to the end. What has its moments about an event keeps them, and
 * only the event is at another time, unless other moments are said.
 */
export function readMovedRule(
  words: readonly Word[],
  start: number,
  before: Rule,
  understanding: Understanding,
): { kind: 'read'; rule: Rule } | { kind: 'misread'; misread: Misread } {
  const whole = readWhen(words, start, understanding);
  const hasMoments = whole.kind === 'understood' && whole.rule.kind === 'event';
  const reading = before.kind === 'event' && !hasMoments ? readEventOf(before, words, start, understanding) : whole;
  if (reading.kind === 'nothing') return refusing({ kind: 'no_when' });
  if (reading.kind !== 'understood') return refusing(reading);
  const stray = words[reading.next];
  return stray ? refusing({ kind: 'stray_word', word: stray.text }) : { kind: 'read', rule: reading.rule };
}

function readEventOf(before: EventRule, words: readonly Word[], start: number, understanding: Understanding) {
  const reading = readEvent(words, start, understanding);
  return reading.kind === 'understood' ? { ...reading, rule: moveEvent(before, reading.event) } : reading;
}
