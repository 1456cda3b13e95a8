import { type Duration, durations } from '@pinwheel/domain';
import { z } from 'zod';

export type Wish = { pin: true; messageId: string; duration: DurationWord } | { pin: false; messageId: string };

export type BodyReading = { kind: 'read'; wish: Wish } | { kind: 'bad'; status: 400 | 500; message: string };

const seconds = { '24h': durations[0], '7d': durations[1], '30d': durations[2] } as const;
export type DurationWord = keyof typeof seconds;

export const secondsOf = (duration: DurationWord): Duration => seconds[duration];

const byDefault: DurationWord = '7d';

const identified = z.looseObject({ messageId: z.string().nullish() });

/** What goes with an unpin is not looked at. */
const asked = z.discriminatedUnion('pin', [
  z.object({ pin: z.literal(true), messageId: z.string(), duration: z.string().nullish() }),
  z.object({ pin: z.literal(false), messageId: z.string() }),
]);

/** The texts, and 500 for a bad duration, are the original's. */
export function readBody(body: unknown): BodyReading {
  const known = identified.safeParse(body);
  if (!known.success) return bad(400, `Invalid request body: ${firstIssue(known.error)}`);
  if (!known.data.messageId?.trim()) return bad(400, 'messageId is required');
  const read = asked.safeParse(body);
  if (!read.success) return bad(400, `Invalid request body: ${firstIssue(read.error)}`);
  const wish = read.data;
  if (!wish.pin) return { kind: 'read', wish };
  const duration = wish.duration || byDefault;
  if (!isDuration(duration)) return bad(500, `invalid duration "${duration}": use "24h", "7d" or "30d"`);
  return { kind: 'read', wish: { ...wish, duration } };
}

const isDuration = (word: string): word is DurationWord => Object.hasOwn(seconds, word);

const bad = (status: 400 | 500, message: string): BodyReading => ({ kind: 'bad', status, message });

export function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue!.path.length === 0 ? issue!.message : `${issue!.path.join('.')}: ${issue!.message}`;
}
