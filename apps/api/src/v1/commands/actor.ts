import { type Actor, formatRef } from '@pinwheel/domain';
import { z } from 'zod';

export const actorShape = z
  .object({
    kind: z.enum(['admin', 'token', 'schedule', 'rotation', 'hold', 'person']),
    name: z.string().nullable(),
    ref: z.string().nullable().meta({ description: 'The schedule or the rotation.' }),
  })
  .meta({ id: 'Actor', description: 'At whose wish: `hold` is Pinwheel itself, `person` somebody on a phone.' });

export function showActor(actor: Actor): z.infer<typeof actorShape> {
  switch (actor.kind) {
    case 'schedule':
      return { kind: actor.kind, name: null, ref: formatRef('schedule', actor.scheduleId) };
    case 'rotation':
      return { kind: actor.kind, name: null, ref: formatRef('rotation', actor.rotationId) };
    case 'hold':
      return { kind: actor.kind, name: null, ref: null };
    case 'admin':
    case 'token':
    case 'person':
      return { kind: actor.kind, name: actor.name, ref: null };
  }
}
