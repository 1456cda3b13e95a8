import { formatRef } from '@pinwheel/domain';
import { audit, type AuditEntry, findAuditEntry } from '@pinwheel/pinning';
import { z } from 'zod';
import { whyFailed } from '../../why.js';
import { confinedTo, mayUse } from '../admission.js';
import { json, wrong } from '../answers.js';
import { actorShape, showActor } from '../commands/actor.js';
import { findChat } from '../find.js';
import { askedInstant, instantOf, instantShape, maybeInstant } from '../json.js';
import type { V1Needs } from '../needs.js';
import { cursorAt, type CursorKind, pageQuery, pageShape, placeOf } from '../page.js';
import { notFound } from '../problems/problem.js';
import { idOf, refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';

const cursor: CursorKind<number> = { list: 'audit', place: z.int() };
const tags = ['audit'];

const entryShape = z
  .object({
    id: refShape('audit'),
    at: instantShape,
    chat: refShape('chat'),
    by: actorShape,
    what: z.string().meta({ description: '`phone_pin` and `phone_unpin`: with the menu of a phone.' }),
    message: refShape('message').nullable(),
    takenDown: z.array(refShape('message')),
    outcome: z.enum(['under_way', 'done', 'failed']),
    failure: z.string().nullable(),
    endedAt: instantShape.nullable(),
  })
  .meta({ id: 'AuditEntry' });

export function addAudit(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/audit',
    {
      schema: {
        ...{ operationId: 'listAudit', tags, summary: 'Who did what, and what came of it; latest first' },
        querystring: z.object({
          ...pageQuery,
          chat: refShape('chat').optional(),
          by: z.string().max(200).default('').meta({ description: 'Part of the name of whoever did it.' }),
          since: askedInstant.optional(),
        }),
        response: { 200: json(pageShape(entryShape, 'AuditPage'), 'A page of entries.'), ...wrong(400, 404) },
      },
    },
    async (request) => {
      const { limit, cursor: from, chat, by, since } = request.query;
      const chatIds = chat === undefined ? null : [(await findChat(needs, request, chat)).id];
      const page = await audit(needs, {
        ...{ chatIds, instanceId: confinedTo(request), by, limit },
        ...{ since: since === undefined ? null : Date.parse(since), before: placeOf(cursor, from) },
      });
      return { items: page.entries.map(showEntry), next: cursorAt(cursor, page.next) };
    },
  );

  scope.get(
    '/audit/:entry',
    {
      schema: {
        ...{ operationId: 'getAuditEntry', tags, summary: 'One entry' },
        params: z.object({ entry: refShape('audit') }),
        response: { 200: json(entryShape, 'The entry.'), ...wrong(404) },
      },
    },
    async (request) => {
      const entry = await findAuditEntry(needs, idOf(request.params.entry));
      if (!entry || !mayUse(request, entry.chat.instanceId)) throw notFound(`entry ${request.params.entry}`);
      return showEntry(entry);
    },
  );
}

const showEntry = (entry: AuditEntry): z.infer<typeof entryShape> => ({
  id: formatRef('audit', entry.ref),
  at: instantOf(entry.at),
  chat: formatRef('chat', entry.chat.id),
  by: showActor(entry.by),
  what: entry.what,
  message: entry.message && formatRef('message', entry.message.id),
  takenDown: entry.takenDown.map(({ id }) => formatRef('message', id)),
  outcome: entry.outcome,
  failure: entry.failure && whyFailed(entry.failure),
  endedAt: maybeInstant(entry.endedAt),
});
