import { formatRef, type Chat } from '@pinwheel/domain';
import {
  announce,
  type AnnouncementReport,
  findAnnouncement,
  listAnnouncements,
  retryAnnouncement,
} from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { whyFailed } from '../../why.js';
import { actorOf, confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { actorShape, showActor } from '../commands/actor.js';
import { findChat } from '../find.js';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import type { V1Needs } from '../needs.js';
import { keyHeader, once } from '../once.js';
import { cursorAt, type CursorKind, pageQuery, pageShape, placeOf } from '../page.js';
import { invalid, notFound, Problem } from '../problems/problem.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { askedHoldShape, holdShape, readAskedHold, showHold } from '../words/holds.js';

const cursor: CursorKind<number> = { list: 'announcements', place: z.int() };
const tags = ['announcements'];
const params = z.object({ announcement: z.coerce.number().int().min(1).max(1e15) });

const resultShape = z
  .object({
    chat: refShape('chat'),
    state: z.enum(['waiting', 'under_way', 'done', 'failed']),
    failure: z.string().nullable(),
    message: refShape('message').nullable(),
    pin: refShape('pin').nullable(),
    until: instantShape.nullable(),
  })
  .meta({ id: 'AnnouncementResult' });

const announcementShape = z
  .object({
    id: z.int(),
    text: z.string(),
    hold: holdShape.nullable().meta({ description: 'null: each chat’s own default.' }),
    actor: actorShape,
    madeAt: instantShape,
    results: z.array(resultShape).meta({ description: 'Chat by chat.' }),
  })
  .meta({ id: 'Announcement' });

const askedAnnouncementShape = z
  .strictObject({
    text: z.string().min(1).max(65_536),
    chats: z.array(refShape('chat')).min(1).max(200),
    hold: askedHoldShape.optional(),
  })
  .meta({ id: 'AskedAnnouncement' });

export function addAnnouncements(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/announcements',
    {
      schema: {
        ...{ operationId: 'listAnnouncements', tags, summary: 'What was announced, latest first' },
        querystring: z.object(pageQuery),
        response: { 200: json(pageShape(announcementShape, 'AnnouncementPage'), 'A page of them.'), ...wrong(400) },
      },
    },
    async (request) => {
      const { limit, cursor: from } = request.query;
      const query = { chatIds: null, instanceId: confinedTo(request), before: placeOf(cursor, from), limit };
      const { announcements, next } = await listAnnouncements(needs, query);
      return { items: announcements.map(showAnnouncement), next: cursorAt(cursor, next) };
    },
  );

  scope.post(
    '/announcements',
    {
      schema: {
        ...{ operationId: 'announce', tags, summary: 'Post a text in several chats, and pin it there' },
        description: 'Each chat gets its own result, whatever happens in the others.',
        headers: keyHeader,
        body: askedAnnouncementShape,
        response: { 202: json(announcementShape, 'It is kept and will be carried out.'), ...wrong(400, 404, 422) },
      },
    },
    async (request, reply) => {
      const { text, chats: refs, hold } = request.body;
      if (text.trim() === '') throw invalid('text', 'is empty');
      const chats: Chat[] = [];
      for (const ref of new Set(refs)) chats.push(await findChat(needs, request, ref));
      const answer = await once(needs, request, async ({ source, askedAt }) => {
        const understanding = { now: askedAt, zone: chats[0]!.timeZone };
        const wish = { text, chatIds: chats.map(({ id }) => id), hold: readAskedHold(hold, understanding) };
        const made = await announce(needs, { ...wish, source, actor: actorOf(request), reportTo: null });
        if (made.kind === 'refused') throw invalid('text', 'cannot be announced');
        const body = await reported(needs, request, made.announcementId);
        return { status: 202, headers: { location: `/v1/announcements/${body.id}` }, body };
      });
      return reply.code(202).headers(answer.headers).send(answer.body);
    },
  );

  scope.get(
    '/announcements/:announcement',
    {
      schema: {
        ...{ operationId: 'getAnnouncement', tags, summary: 'How an announcement stands in each chat' },
        params,
        response: { 200: json(announcementShape, 'The announcement.'), ...wrong(404) },
      },
    },
    (request) => reported(needs, request, request.params.announcement),
  );

  scope.post(
    '/announcements/:announcement/retry',
    {
      schema: {
        ...{ operationId: 'retryAnnouncement', tags, summary: 'Try again where it failed, and only there' },
        params,
        headers: keyHeader,
        response: { 202: json(announcementShape, 'It is tried again.'), ...wrong(403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { announcement: id } = request.params;
      await mayRetry(needs, request, id);
      const answer = await once(needs, request, async ({ source }) => {
        const retried = await retryAnnouncement(needs, { announcementId: id, source, report: 'as_before' });
        if (retried.kind === 'gone') throw notFound(`announcement ${id}`);
        if (retried.kind === 'nothing_failed') throw new Problem('nothing-failed', 'There is no chat to try again in');
        return { status: 202, headers: {}, body: await reported(needs, request, id) };
      });
      return reply.code(202).headers(answer.headers).send(answer.body);
    },
  );
}

async function reported(needs: V1Needs, request: FastifyRequest, id: number) {
  const report = await findAnnouncement(needs, id, { instanceId: confinedTo(request) });
  if (!report) throw notFound(`announcement ${id}`);
  return showAnnouncement(report);
}

/** It is tried again in all its chats, so all of them must be the caller's. */
async function mayRetry(needs: V1Needs, request: FastifyRequest, id: number): Promise<void> {
  const own = await reported(needs, request, id);
  const all = await findAnnouncement(needs, id);
  if (all?.results.length !== own.results.length)
    throw new Problem('forbidden', 'It is in chats of other instances, too');
}

const showAnnouncement = (report: AnnouncementReport): z.infer<typeof announcementShape> => ({
  id: report.id,
  text: report.text,
  hold: report.hold && showHold(report.hold),
  actor: showActor(report.actor),
  madeAt: instantOf(report.madeAt),
  results: report.results.map(({ chat, state, failure, messageId, pinId, until }) => ({
    chat: formatRef('chat', chat.id),
    state,
    failure: failure && whyFailed(failure),
    message: messageId === null ? null : formatRef('message', messageId),
    pin: pinId === null ? null : formatRef('pin', pinId),
    until: maybeInstant(until),
  })),
});
