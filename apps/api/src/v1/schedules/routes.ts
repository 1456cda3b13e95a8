import { type Chat, type Schedule } from '@pinwheel/domain';
import { changeSchedule, createSchedule, type ScheduleChange } from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat, findSchedule } from '../find.js';
import type { V1Needs } from '../needs.js';
import { type Answer, keyHeader, once } from '../once.js';
import { type CursorKind, pageOf, pageQuery, pageShape, placeOf } from '../page.js';
import { notFound, Problem } from '../problems/problem.js';
import { problemOfRefusal } from '../problems/refusal.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { askedScheduleShape, readAskedSchedule } from './asked.js';
import { scheduleShape, showSchedule } from './shape.js';

const cursor: CursorKind<number> = { list: 'schedules', place: z.int() };
const tags = ['schedules'];
const params = z.object({ schedule: refShape('schedule') });
type ShownSchedule = z.infer<typeof scheduleShape>;

export function addSchedules(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/schedules',
    {
      schema: {
        ...{ operationId: 'listSchedules', tags, summary: 'What is to happen, once or again and again' },
        querystring: z.object({ ...pageQuery, chat: refShape('chat').optional() }),
        response: { 200: json(pageShape(scheduleShape, 'SchedulePage'), 'A page of schedules.'), ...wrong(400, 404) },
      },
    },
    async (request) => {
      const { limit, cursor: from, chat } = request.query;
      const chatId = chat === undefined ? null : (await findChat(needs, request, chat)).id;
      const query = { instanceId: confinedTo(request), chatId, after: placeOf(cursor, from), limit: limit + 1 };
      const found = await needs.pages.schedules(query);
      const chats = await chatsOf(needs, found);
      const shown = (schedule: Schedule) => showSchedule(schedule, chats.get(schedule.chatId)!);
      return pageOf(cursor, found, limit, { placed: ({ id }) => id, shown });
    },
  );

  scope.post(
    '/schedules',
    {
      schema: {
        ...{ operationId: 'createSchedule', tags, summary: 'Plan a pin, an unpin or a swap' },
        headers: keyHeader,
        body: askedScheduleShape,
        response: { 201: json(scheduleShape, 'It is planned.'), ...wrong(400, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const chat = await findChat(needs, request, request.body.chat);
      const answer = await once(needs, request, async ({ source, askedAt }) => {
        const asked = await readAskedSchedule(needs, chat, request.body, askedAt);
        const created = await createSchedule(needs, { ...asked, source, actor: actorOf(request), reportTo: null });
        if (created.kind === 'refused') throw problemOfRefusal(created.why);
        const body = showSchedule(created.schedule, created.chat);
        return { status: 201, headers: { location: `/v1/schedules/${body.id}` }, body };
      });
      return reply.code(201).headers(answer.headers).send(answer.body);
    },
  );

  scope.get(
    '/schedules/:schedule',
    {
      schema: {
        ...{ operationId: 'getSchedule', tags, summary: 'A schedule with its next occurrences' },
        params,
        response: { 200: json(scheduleShape, 'The schedule.'), ...wrong(404) },
      },
    },
    async (request) => {
      const schedule = await findSchedule(needs, request, request.params.schedule);
      return showSchedule(schedule, (await needs.store.findChat(schedule.chatId))!);
    },
  );

  scope.delete(
    '/schedules/:schedule',
    {
      schema: {
        ...{ operationId: 'deleteSchedule', tags, summary: 'Delete a schedule' },
        params,
        response: { 200: json(scheduleShape, 'It is deleted.'), ...wrong(404) },
      },
    },
    async (request) => (await change(needs, request, 'delete', `http:${request.id}`)).body,
  );

  for (const [verb, summary] of changes)
    scope.post(
      `/schedules/:schedule/${verb}`,
      {
        schema: {
          ...{ operationId: `${verb}Schedule`, tags, summary },
          params,
          headers: keyHeader,
          ...(verb === 'skip' && { body: skipShape }),
          response: { 200: json(scheduleShape, 'How it stands now.'), ...wrong(400, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const answer = await once(needs, request, ({ source }) => change(needs, request, verb, source));
        return reply.code(200).headers(answer.headers).send(answer.body);
      },
    );
}

const changes = [
  ['pause', 'Let it rest'],
  ['resume', 'Let it go on'],
  ['skip', 'Leave one occurrence out'],
  ['now', 'Carry it out now, on top of its occurrences'],
] as const;

const skipShape = z.strictObject({ occurrence: z.iso.datetime({ offset: true }) }).meta({
  id: 'AskedSkip',
  description: '`nextAt` of the schedule. One that is not the next any more is not skipped twice.',
});

async function change(
  needs: V1Needs,
  request: FastifyRequest,
  verb: ScheduleChange,
  source: string,
): Promise<Answer<ShownSchedule>> {
  const { schedule: ref } = request.params as z.infer<typeof params>;
  const { id, chatId } = await findSchedule(needs, request, ref);
  const only =
    verb === 'skip' ? { occurrence: Date.parse((request.body as z.infer<typeof skipShape>).occurrence) } : {};
  const reply = await changeSchedule(needs, { id, change: verb, source, ...only });
  if (reply.kind === 'gone') throw notFound(`schedule ${ref}`);
  if (reply.kind === 'over') throw new Problem('over', `${ref} has no occurrence any more`);
  const body = showSchedule(reply.schedule, (await needs.store.findChat(chatId))!);
  return { status: 200, headers: {}, body };
}

async function chatsOf({ store }: V1Needs, schedules: readonly Schedule[]): Promise<Map<number, Chat>> {
  const ids = [...new Set(schedules.map(({ chatId }) => chatId))];
  return new Map(await Promise.all(ids.map(async (id) => [id, (await store.findChat(id))!] as const)));
}
