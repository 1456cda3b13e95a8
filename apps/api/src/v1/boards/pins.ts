import { type Chat, parseRef } from '@pinwheel/domain';
import { pinMessage, unpin, type UnpinWhat } from '@pinwheel/pinning';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../admission.js';
import { json, wrong } from '../answers.js';
import { commandShape } from '../commands/shape.js';
import { findChat } from '../find.js';
import type { V1Needs } from '../needs.js';
import { keyHeader, once } from '../once.js';
import { notFound } from '../problems/problem.js';
import { problemOfRefusal } from '../problems/refusal.js';
import { idOf, refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { answerVerdict, waitQuery } from '../verdict.js';
import { askedHoldShape, readAskedHold } from '../words/holds.js';
import { askedTargetFields, readTarget } from '../words/targets.js';
import { expectationOf } from './etag.js';

const tags = ['boards'];
const ifMatch = z.object({
  'if-match': z.string().optional().meta({ description: 'The `ETag` of the board that you have seen.' }),
  prefer: z.string().optional().meta({ description: '`respond-async` to not wait for the verdict.' }),
});

const askedPinShape = z
  .strictObject({
    ...askedTargetFields,
    hold: askedHoldShape.optional(),
    slot: z
      .int()
      .min(1)
      .max(1_000)
      .optional()
      .meta({ description: 'A slot of your choice; any free one if left out.' }),
    replace: z.array(refShape('pin')).max(20).default([]).meta({ description: 'Pins that go first.' }),
  })
  .meta({ id: 'AskedPin' });

const unpinned = {
  200: json(commandShape, 'WhatsApp has acknowledged it.'),
  202: json(commandShape, 'It is kept and will be carried out; `Location` says how it ends.'),
  ...wrong(400, 404, 409, 412),
};

/** Changes of a board. Each waits for WhatsApp's verdict. */
export function addBoardPins(scope: V1Scope, needs: V1Needs): void {
  scope.post(
    '/boards/:chat/pins',
    {
      schema: {
        ...{ operationId: 'pin', tags, summary: 'Pin a message, or post a text and pin it' },
        params: z.object({ chat: refShape('chat') }),
        querystring: waitQuery,
        headers: ifMatch.extend(keyHeader.shape),
        body: askedPinShape,
        response: {
          201: json(commandShape, 'WhatsApp has acknowledged it.'),
          202: json(commandShape, 'It is kept and will be carried out; `Location` says how it ends.'),
          ...wrong(400, 404, 409, 412, 422),
        },
      },
    },
    async (request, reply) => {
      const chat = await findChat(needs, request, request.params.chat);
      const isExpected = expectationOf(request.headers['if-match']);
      const { slot = null, replace, hold: askedHold } = request.body;
      const answer = await once(needs, request, async ({ source, askedAt }) => {
        const hold = readAskedHold(askedHold, { now: askedAt, zone: chat.timeZone });
        const target = await readTarget(needs, chat, request.body);
        const asked = { chatId: chat.id, target, hold, slot, replace: replace.map(idOf) };
        const origin = { source, actor: actorOf(request), reportTo: null, ...(isExpected && { isExpected }) };
        const accepted = await pinMessage(needs, { ...asked, ...origin });
        if (accepted.kind === 'refused') throw problemOfRefusal(accepted.why);
        return answerVerdict(needs, accepted.command.command.id, { request, reply, done: 201 });
      });
      return reply
        .code(answer.status as 201)
        .headers(answer.headers)
        .send(answer.body);
    },
  );

  scope.delete(
    '/boards/:chat/pins/:pin',
    {
      schema: {
        ...{ operationId: 'unpin', tags, summary: 'Take a pin down' },
        description: 'By the pin’s ref, or by the message’s: a pin that is still on its way has no ref yet.',
        params: z.object({ chat: refShape('chat'), pin: z.union([refShape('pin'), refShape('message')]) }),
        querystring: waitQuery,
        headers: ifMatch,
        response: unpinned,
      },
    },
    async (request, reply) => {
      const chat = await findChat(needs, request, request.params.chat);
      const { kind, id } = parseRef(request.params.pin)!;
      const what = { kind: kind === 'pin' ? ('pin' as const) : ('message' as const), id };
      const answer = await takeDown(needs, { chat, what, request, reply });
      return reply
        .code(answer.status as 200)
        .headers(answer.headers)
        .send(answer.body);
    },
  );

  scope.delete(
    '/boards/:chat/pins',
    {
      schema: {
        ...{ operationId: 'unpinAll', tags, summary: 'Take all pins of a chat down' },
        params: z.object({ chat: refShape('chat') }),
        querystring: waitQuery,
        headers: ifMatch,
        response: unpinned,
      },
    },
    async (request, reply) => {
      const chat = await findChat(needs, request, request.params.chat);
      const answer = await takeDown(needs, { chat, what: { kind: 'all' }, request, reply });
      return reply
        .code(answer.status as 200)
        .headers(answer.headers)
        .send(answer.body);
    },
  );
}

interface TakingDown {
  chat: Chat;
  what: UnpinWhat;
  request: FastifyRequest;
  reply: FastifyReply;
}

async function takeDown(needs: V1Needs, { chat, what, request, reply }: TakingDown) {
  const isExpected = expectationOf(request.headers['if-match']);
  const accepted = await unpin(needs, {
    ...{ chatId: chat.id, what, source: `http:${request.id}`, actor: actorOf(request), reportTo: null },
    ...(isExpected && { isExpected }),
  });
  if (accepted.kind === 'accepted')
    return answerVerdict(needs, accepted.command.command.id, { request, reply, done: 200 });
  if (accepted.why.kind === 'not_pinned' && what.kind !== 'all') throw notFound('such pin in that chat');
  throw problemOfRefusal(accepted.why);
}
