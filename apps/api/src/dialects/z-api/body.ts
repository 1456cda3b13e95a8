import { type Duration, durations } from '@pinwheel/domain';
import { z } from 'zod';
import type { Addressee } from '../addressee.js';
import { readPhone } from './phone.js';

export type Wish = { addressee: Addressee; messageId: string } & (
  | { action: 'pin'; durationSeconds: Duration }
  | { action: 'unpin' }
);

export type BodyReading = { kind: 'read'; wish: Wish } | { kind: 'bad'; error: string };

const seconds = { '24_hours': durations[0], '7_days': durations[1], '30_days': durations[2] } as const;

export const phone = z.union([z.string(), z.int().positive()]).transform(readPhone).pipe(z.string());

const target = {
  phone,
  messageId: z.string().min(1),
};

/** Real clients send a duration with an unpin too: it is not looked at. */
const asked = z.discriminatedUnion('messageAction', [
  z.object({
    ...target,
    messageAction: z.literal('pin'),
    pinMessageDuration: z.enum(['24_hours', '7_days', '30_days']),
  }),
  z.object({ ...target, messageAction: z.literal('unpin') }),
]);

const demands: Readonly<Record<string, string>> = {
  phone: 'phone must be digits only with country and area code, the id of a group, or a jid',
  messageId: 'messageId must be the id of a message',
  messageAction: 'messageAction must be "pin" or "unpin"',
  action: 'action must be "pin" or "unpin"',
  pinMessageDuration: 'pinMessageDuration must be "24_hours", "7_days" or "30_days"',
};

/** What is wrong with a body, by the first field that is. */
export const demandOf = ({ issues: [issue] }: z.ZodError): string =>
  demands[String(issue?.path[0] ?? '')] ?? 'the body must be an object';

export function readBody(body: unknown): BodyReading {
  const read = asked.safeParse(body);
  if (!read.success) return { kind: 'bad', error: demandOf(read.error) };
  const { phone: addressee, messageId, ...rest } = read.data;
  if (rest.messageAction === 'unpin') return { kind: 'read', wish: { action: 'unpin', addressee, messageId } };
  const durationSeconds = seconds[rest.pinMessageDuration];
  return { kind: 'read', wish: { action: 'pin', addressee, messageId, durationSeconds } };
}
