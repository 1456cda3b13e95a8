import { entriesOf, foresee } from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat } from '../find.js';
import type { V1Needs } from '../needs.js';
import { Problem } from '../problems/problem.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { agendaCalendar, agendaPicture, type Outlook } from './files.js';
import { agendaShape, showEntry, showSpan } from './shape.js';

const tags = ['schedules'];
const mostDays = 365;
const day = 86_400_000;
/** Of entries, and of spans. */
const most = 500;
/** Of one schedule or rotation. */
const perCause = 20;
/** A higher picture nobody would look at. */
const mostDrawn = 50;

/** How far ahead each looks, in days, where nothing is said. */
const asking = (usualDays: number) =>
  z.object({
    chat: refShape('chat').optional(),
    days: z.coerce.number().int().min(1).max(mostDays).default(usualDays),
  });

type Asked = z.infer<ReturnType<typeof asking>>;

/** What is to come, as JSON, as a calendar and as a picture. */
export function addAgenda(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/agenda',
    {
      schema: {
        ...{ operationId: 'getAgenda', tags, summary: 'What is to come, and what will stand in which slot' },
        querystring: asking(7),
        response: { 200: json(agendaShape, 'What is to come.'), ...wrong(400, 404) },
      },
    },
    async (request) => {
      const { chats } = await lookAhead(needs, request, request.query);
      const items = entriesOf(chats, { limit: most + 1, perCause });
      const spans = chats
        .flatMap(({ chat, spans: own }) => own.map((span) => ({ chat, span })))
        .toSorted((a, b) => a.span.from - b.span.from);
      return {
        items: items.slice(0, most).map(showEntry),
        spans: spans.slice(0, most).map(showSpan),
        isCut: items.length > most || spans.length > most,
      };
    },
  );

  scope.get(
    '/agenda.ics',
    {
      schema: {
        ...{ operationId: 'getAgendaCalendar', tags, summary: 'What will stand in which slot, as a calendar' },
        querystring: asking(90),
        response: {
          200: { description: 'iCalendar (RFC 5545).', content: { 'text/calendar': { schema: z.string() } } },
          ...wrong(400, 404),
        },
      },
    },
    async (request, reply) => {
      const calendar = agendaCalendar(await lookAhead(needs, request, request.query));
      const named = { 'content-disposition': 'attachment; filename="pinwheel-agenda.ics"' };
      return reply.headers(named).type('text/calendar; charset=utf-8').send(calendar);
    },
  );

  scope.get(
    '/agenda.png',
    {
      schema: {
        ...{ operationId: 'getAgendaPicture', tags, summary: 'What will stand in which slot, as a picture' },
        querystring: asking(14),
        response: {
          200: { description: 'Slots as bars, day by day.', content: { 'image/png': { schema: z.any() } } },
          ...wrong(400, 404),
        },
      },
    },
    async (request, reply) => {
      const outlook = await lookAhead(needs, request, request.query);
      const chats = outlook.chats.filter(({ spans, entries }) => spans.length > 0 || entries.length > 0);
      if (chats.length > mostDrawn) throw tooManyToDraw(chats.length);
      return reply.type('image/png').send(await agendaPicture({ ...outlook, chats }));
    },
  );
}

async function lookAhead(needs: V1Needs, request: FastifyRequest, { chat, days }: Asked): Promise<Outlook> {
  const { clock, timeZone } = needs;
  const chatId = chat === undefined ? null : (await findChat(needs, request, chat)).id;
  const instanceId = confinedTo(request);
  const from = clock.now();
  const until = from + days * day;
  const chats = await foresee(needs, { chatId, until, ...(instanceId !== null && { instanceId }) });
  return { chats, from, until, timeZone };
}

function tooManyToDraw(count: number): Problem {
  const detail = `${count} chats have something planned, and a picture shows ${mostDrawn} at most: name one of them`;
  return new Problem('bad-request', detail, { errors: [{ parameter: 'chat', detail }] });
}
