import { type Chat, formatRef } from '@pinwheel/domain';
import { z } from 'zod';
import { refShape } from '../refs.js';
import { holdShape, showHold } from '../words/holds.js';

export const chatShape = z
  .object({
    id: refShape('chat'),
    instance: z.string(),
    jid: z.string(),
    kind: z.enum(['group', 'private', 'channel']),
    name: z.string(),
    timeZone: z.string().meta({ description: 'IANA name; words of time are understood in it.' }),
    hold: holdShape.meta({ description: 'What a pin gets that names none.' }),
    members: z.int().nullable(),
    ourRole: z.enum(['superadmin', 'admin', 'member', 'none']),
    onlyAdminsEdit: z.boolean().meta({ description: 'Pinning counts as editing.' }),
    onlyAdminsSpeak: z.boolean(),
    disappearingSeconds: z.int().nullable(),
  })
  .meta({ id: 'Chat' });

export const showChat = (chat: Chat): z.infer<typeof chatShape> => ({
  id: formatRef('chat', chat.id),
  instance: chat.instanceId,
  jid: chat.jid,
  kind: chat.kind,
  name: chat.name,
  timeZone: chat.timeZone,
  hold: showHold(chat.hold),
  members: chat.members,
  ourRole: chat.ourRole,
  onlyAdminsEdit: chat.onlyAdminsEdit,
  onlyAdminsSpeak: chat.onlyAdminsSpeak,
  disappearingSeconds: chat.disappearingSeconds,
});
