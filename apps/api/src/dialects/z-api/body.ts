import { type Duration, durations } from '@pinwheel/domain';
import { z } from 'zod';
import { type Addressee, readPhone } from './phone.js';

export type Wish = { addressee: Addressee; messageId: string } & (
  | { action: 'pin'; durationSeconds: Duration }
  | { action: 'unpin' }
);

export type BodyReading = { kind: 'read'; wish: Wish } | { kind: 'bad'; error: string };

const seconds = { '24_hours': durations[0], '7_days': durations[1], '30_days': durations[2] } as const;

const target = {
  phone: z.union([z.string(), z.int().positive()]).transform(readPhone).pipe(z.string()),
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
  pinMessageDuration: 'pinMessageDuration must be "24_hours", "7_days" or "30_days"',
};

export function readBody(body: unknown): BodyReading {
  const read = asked.safeParse(body);
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? '');
    return { kind: 'bad', error: demands[field] ?? 'the body must be an object' };
  }
  const { phone: addressee, messageId, ...rest } = read.data;
  if (rest.messageAction === 'unpin') return { kind: 'read', wish: { action: 'unpin', addressee, messageId } };
  const durationSeconds = seconds[rest.pinMessageDuration];
  return { kind: 'read', wish: { action: 'pin', addressee, messageId, durationSeconds } };
}
