import { formatRef, type Operation } from '@pinwheel/domain';
import { z } from 'zod';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import { refShape } from '../refs.js';
import { holdShape, showHold } from '../words/holds.js';

const stepShape = z.object({ at: instantShape, attempt: z.int(), what: z.string() }).meta({
  id: 'OperationStep',
  description: '`claimed` begins an attempt; what follows it says how the attempt, or the operation, ended.',
});

export const operationShape = z
  .object({
    id: z.string(),
    command: z.string(),
    instance: z.string(),
    chat: refShape('chat'),
    kind: z.enum(['pin', 'unpin', 'post', 'pin_chat', 'favorite_chat', 'favorite_message']),
    message: refShape('message').nullable(),
    slot: z.int().nullable(),
    hold: holdShape.nullable(),
    durationSeconds: z.number().nullable().meta({ description: 'What WhatsApp is told.' }),
    text: z.string().nullable().meta({ description: 'What is posted.' }),
    pinned: z
      .boolean()
      .nullable()
      .meta({ description: 'Of `pin_chat`: to the top of the account’s own list, or back.' }),
    favorite: z.boolean().nullable().meta({ description: 'Of `favorite_…`: into the account’s favorites, or out.' }),
    wireId: z.string().meta({ description: 'The id of our own message to WhatsApp.' }),
    needs: z.string().nullable().meta({ description: 'The operation that must be acknowledged first.' }),
    state: z.enum(['waiting', 'sending', 'acknowledged', 'refused', 'unknown', 'cancelled']),
    attempts: z.int(),
    refusal: z.int().nullable().meta({ description: 'The number with which WhatsApp refused it.' }),
    cancelReason: z.string().nullable(),
    dueAt: instantShape.nullable().meta({ description: 'When it is looked at next; null once it has ended.' }),
    settledAt: instantShape.nullable(),
    history: z.array(stepShape),
  })
  .meta({ id: 'Operation', description: 'A single thing that WhatsApp is told, and how it stands.' });

export function showOperation(operation: Operation): z.infer<typeof operationShape> {
  const { content } = operation;
  const pin = content.kind === 'pin' ? content : null;
  return {
    id: operation.id,
    command: operation.commandId,
    instance: operation.instanceId,
    chat: formatRef('chat', operation.chatId),
    kind: content.kind,
    message: 'messageId' in content ? formatRef('message', content.messageId) : null,
    slot: pin?.slot ?? null,
    hold: pin && showHold(pin.hold),
    durationSeconds: pin?.durationSeconds ?? null,
    text: content.kind === 'post' ? content.text : null,
    pinned: content.kind === 'pin_chat' ? content.pinned : null,
    favorite: 'favorite' in content ? content.favorite : null,
    wireId: operation.wireId,
    needs: operation.needs,
    state: operation.state,
    attempts: operation.attempt,
    refusal: operation.refusal,
    cancelReason: operation.cancelReason,
    dueAt: maybeInstant(operation.wakeAt),
    settledAt: maybeInstant(operation.settledAt),
    history: operation.history.map(({ at, attempt, what }) => ({ at: instantOf(at), attempt, what })),
  };
}
