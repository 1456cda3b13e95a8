import { type Board, type Chat, formatRef, isViewChange, type Operation } from '@pinwheel/domain';
import type { ShownPin } from '@pinwheel/pinning';
import { z } from 'zod';
import { actorShape, showActor } from '../commands/actor.js';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import { messageShape, showMessage } from '../messages/shape.js';
import { refShape } from '../refs.js';

const pinShape = z
  .object({
    id: refShape('pin'),
    message: messageShape,
    slot: z.int(),
    pinnedAt: instantShape,
    expiresAt: instantShape.meta({ description: 'When WhatsApp takes it down, unless we do before or renew it.' }),
    holdUntil: instantShape.nullable().meta({ description: 'Until when we keep it up; null: for ever.' }),
    by: actorShape,
  })
  .meta({ id: 'Pin' });

const comingShape = z
  .object({
    operation: z.string(),
    command: z.string(),
    kind: z.enum(['pin', 'unpin', 'post']),
    message: refShape('message'),
    slot: z.int().nullable(),
  })
  .meta({ id: 'ComingOperation' });

export const boardShape = z
  .object({
    chat: refShape('chat'),
    instance: z.string(),
    name: z.string(),
    slots: z.int(),
    locked: z.array(z.int()).meta({ description: 'Slots whose pins stay, unless a person says otherwise.' }),
    pins: z.array(pinShape).meta({ description: 'As phones order them.' }),
    underWay: z.array(comingShape).meta({ description: 'Operations that have not ended, in their order.' }),
  })
  .meta({ id: 'Board', description: 'The slots of a chat: what is up, and what is on its way.' });

export interface ShownBoard extends Omit<Board, 'limit'> {
  chat: Chat;
  pins: readonly ShownPin[];
}

export const showBoard = ({ chat, slots, locked, pins, underWay }: ShownBoard): z.infer<typeof boardShape> => ({
  chat: formatRef('chat', chat.id),
  instance: chat.instanceId,
  name: chat.name,
  slots,
  locked: [...locked],
  pins: pins.map(showPin),
  underWay: underWay.flatMap(showComing),
});

const showPin = (pin: ShownPin): z.infer<typeof pinShape> => ({
  id: formatRef('pin', pin.id),
  message: showMessage(pin.message),
  slot: pin.slot,
  pinnedAt: instantOf(pin.pinnedAt),
  expiresAt: instantOf(pin.expiresAt),
  holdUntil: maybeInstant(pin.holdUntil),
  by: showActor(pin.by),
});

/** What changes nothing but the account's own view has no place on a board. */
function showComing({ id, commandId, content }: Operation): z.infer<typeof comingShape>[] {
  if (isViewChange(content)) return [];
  const slot = content.kind === 'pin' ? content.slot : null;
  const message = formatRef('message', content.messageId);
  return [{ operation: id, command: commandId, kind: content.kind, message, slot }];
}
