import { type Hold, holdEnd, parseLength, readHold, splitWords, type Understanding } from '@pinwheel/domain';
import { z } from 'zod';
import { askedInstant, instantOf, instantShape } from '../json.js';
import { invalid } from '../problems/problem.js';
import { whyNotUnderstood } from './why-not-understood.js';

/** Further away no calendar of ours is of use. */
const longestSeconds = 100 * 366 * 86_400;

export const holdShape = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('length'), seconds: z.number() }),
    z.object({ kind: z.literal('until'), at: instantShape }),
    z.object({ kind: z.literal('forever') }),
  ])
  .meta({ id: 'Hold', description: 'How long a message is to be pinned.' });

export const askedHoldShape = z
  .union([
    z.string().max(200).meta({ description: 'In words: `7d`, `until friday 18:00`, `para sempre`.' }),
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('length'), seconds: z.int().min(1).max(longestSeconds) }),
      z.strictObject({ kind: z.literal('until'), at: askedInstant }),
      z.strictObject({ kind: z.literal('forever') }),
    ]),
  ])
  .meta({ description: 'How long it is to be pinned. Left out: as long as the chat’s default says.' });

export const showHold = (hold: Hold): z.infer<typeof holdShape> => {
  if (hold.kind === 'length') return { kind: 'length', seconds: hold.ms / 1_000 };
  return hold.kind === 'until' ? { kind: 'until', at: instantOf(hold.at) } : hold;
};

/** What was asked for, or null where nothing was. Words are understood in the chat's time zone. */
export function readAskedHold(
  asked: z.infer<typeof askedHoldShape> | undefined,
  understanding: Understanding,
  pointer = 'hold',
): Hold | null {
  if (asked === undefined) return null;
  const hold = typeof asked === 'string' ? holdOfWords(asked, understanding, pointer) : holdOf(asked);
  const until = holdEnd(hold, understanding.now);
  if (until !== null && until <= understanding.now) throw invalid(pointer, 'has passed already');
  if (until !== null && until > understanding.now + longestSeconds * 1_000) throw invalid(pointer, 'is too far away');
  return hold;
}

function holdOf(asked: Exclude<z.infer<typeof askedHoldShape>, string>): Hold {
  if (asked.kind === 'length') return { kind: 'length', ms: asked.seconds * 1_000 };
  return asked.kind === 'until' ? { kind: 'until', at: Date.parse(asked.at) } : asked;
}

function holdOfWords(text: string, understanding: Understanding, pointer: string): Hold {
  const length = parseLength(text);
  if (length.kind === 'understood') return { kind: 'length', ms: length.ms };
  const words = splitWords(text);
  const reading = readHold(words, 0, understanding);
  if (reading.kind === 'understood' && reading.next === words.length) return reading.hold;
  throw invalid(pointer, whyNoHold(reading, words[reading.kind === 'understood' ? reading.next : 0]?.text ?? ''));
}

function whyNoHold(reading: ReturnType<typeof readHold>, word: string): string {
  switch (reading.kind) {
    case 'no_hold':
    case 'understood':
    case 'nothing':
      return `“${word}” is no length of time; write “7d”, “until friday 18:00” or “for ever”`;
    default:
      return whyNotUnderstood(reading);
  }
}
