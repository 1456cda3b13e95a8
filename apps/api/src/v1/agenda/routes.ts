import { formatRef } from '@pinwheel/domain';
import { agenda, type AgendaEntry } from '@pinwheel/pinning';
import { z } from 'zod';
import { mayUse } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat } from '../find.js';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import type { V1Needs } from '../needs.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';

const entryShape = z
  .object({
    at: instantShape,
    chat: refShape('chat'),
    what: z.enum(['pin', 'unpin', 'unpin_all', 'swap', 'turn', 'hold_ends', 'expires', 'renewal']),
    slot: z.int().nullable(),
    message: refShape('message').nullable(),
    text: z.string().nullable(),
    leaves: refShape('message').nullable().meta({ description: 'The message that makes room.' }),
    movedFrom: instantShape.nullable().meta({ description: 'When its rule has it, where quiet hours put it off.' }),
    cause: z.string().meta({ description: 'The schedule, the rotation or the pin.' }),
    conflicts: z.array(z.string()).meta({ description: 'Why it will not come about, as things stand.' }),
    goesOn: z.boolean().meta({ description: 'Its cause has more, which are left out here.' }),
  })
  .meta({ id: 'AgendaEntry' });

const [usualDays, mostDays] = [7, 365];
const day = 86_400_000;
const mostEntries = 500;
/** Of one schedule or rotation. */
const perCause = 20;

export function addAgenda(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/agenda',
    {
      schema: {
        ...{ operationId: 'getAgenda', tags: ['schedules'], summary: 'What is to come, in order of time' },
        querystring: z.object({
          chat: refShape('chat').optional(),
          days: z.coerce.number().int().min(1).max(mostDays).default(usualDays),
        }),
        response: {
          200: json(z.object({ items: z.array(entryShape) }).meta({ id: 'Agenda' }), 'What is to come.'),
          ...wrong(400, 404),
        },
      },
    },
    async (request) => {
      const { chat, days } = request.query;
      const chatId = chat === undefined ? null : (await findChat(needs, request, chat)).id;
      const until = needs.clock.now() + days * day;
      const entries = await agenda(needs, { chatId, until, limit: mostEntries, perCause });
      return { items: entries.filter((entry) => mayUse(request, entry.chat.instanceId)).map(showEntry) };
    },
  );
}

const showEntry = (entry: AgendaEntry): z.infer<typeof entryShape> => ({
  at: instantOf(entry.at),
  chat: formatRef('chat', entry.chat.id),
  what: entry.what,
  slot: entry.slot,
  message: entry.message && formatRef('message', entry.message.id),
  text: entry.text,
  leaves: entry.leaves && formatRef('message', entry.leaves.id),
  movedFrom: maybeInstant(entry.movedFrom),
  cause: formatRef(entry.cause.kind, entry.cause.id),
  conflicts: entry.conflicts.map(({ kind }) => kind),
  goesOn: entry.goesOn,
});
