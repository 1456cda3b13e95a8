import type { Chat } from '@pinwheel/domain';
import { createRotation } from '@pinwheel/pinning';
import { z } from 'zod';
import { actorOf, confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat, findRotation } from '../find.js';
import type { V1Needs } from '../needs.js';
import { keyHeader, once } from '../once.js';
import { type CursorKind, pageOf, pageQuery, pageShape, placeOf } from '../page.js';
import { problemOfRefusal } from '../problems/refusal.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { askedWhenShape, readAskedWhen } from '../words/whens.js';
import { changed } from './change.js';
import { rotationShape, showRotation } from './shape.js';

const cursor: CursorKind<number> = { list: 'rotations', place: z.int() };
const tags = ['rotations'];
const params = z.object({ rotation: refShape('rotation') });

const askedRotationShape = z
  .strictObject({
    chats: z.array(refShape('chat')).min(1).max(50),
    name: z.string().trim().min(1).max(100),
    when: askedWhenShape,
    slot: z.int().min(1).max(1_000).optional().meta({ description: 'A slot of its own; any free one if left out.' }),
    shuffled: z.boolean().default(false).meta({ description: 'Each round in another order.' }),
    staggerSeconds: z.int().min(0).max(86_400).default(0).meta({
      description: 'So much later than the chat before it each chat takes its turns.',
    }),
  })
  .meta({ id: 'AskedRotation' });

export function addRotations(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/rotations',
    {
      schema: {
        ...{ operationId: 'listRotations', tags, summary: 'Messages that take turns' },
        querystring: z.object({ ...pageQuery, chat: refShape('chat').optional() }),
        response: { 200: json(pageShape(rotationShape, 'RotationPage'), 'A page of rotations.'), ...wrong(400, 404) },
      },
    },
    async (request) => {
      const { limit, cursor: from, chat } = request.query;
      const chatId = chat === undefined ? null : (await findChat(needs, request, chat)).id;
      const query = { instanceId: confinedTo(request), chatId, after: placeOf(cursor, from), limit: limit + 1 };
      const found = await needs.pages.rotations(query);
      const now = needs.clock.now();
      return pageOf(cursor, found, limit, {
        placed: ([first]) => first!.id,
        shown: (standing) => showRotation(standing, now),
      });
    },
  );

  scope.post(
    '/rotations',
    {
      schema: {
        ...{ operationId: 'createRotation', tags, summary: 'Make a rotation; its items are added afterwards' },
        headers: keyHeader,
        body: askedRotationShape,
        response: { 201: json(rotationShape, 'It is made.'), ...wrong(400, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { chats: refs, name, when, slot = null, shuffled, staggerSeconds } = request.body;
      const chats: Chat[] = [];
      for (const ref of new Set(refs)) chats.push(await findChat(needs, request, ref));
      const answer = await once(needs, request, async ({ source, askedAt }) => {
        const chatIds = chats.map(({ id }) => id);
        const wish = { chatIds, name, slot, shuffled, staggerMs: staggerSeconds * 1_000 };
        const time = readAskedWhen(when, { now: askedAt, zone: chats[0]!.timeZone });
        const origin = { source, actor: actorOf(request), reportTo: null };
        const created = await createRotation(needs, { ...wish, ...time, ...origin });
        if (created.kind === 'refused') throw problemOfRefusal(created.why);
        const body = showRotation(created.rotations, needs.clock.now());
        return { status: 201, headers: { location: `/v1/rotations/${body.id}` }, body };
      });
      return reply.code(201).headers(answer.headers).send(answer.body);
    },
  );

  scope.get(
    '/rotations/:rotation',
    {
      schema: {
        ...{ operationId: 'getRotation', tags, summary: 'A rotation with its next turns' },
        params,
        response: { 200: json(rotationShape, 'The rotation.'), ...wrong(404) },
      },
    },
    async (request) => showRotation(await findRotation(needs, request, request.params.rotation), needs.clock.now()),
  );

  scope.delete(
    '/rotations/:rotation',
    {
      schema: {
        ...{ operationId: 'deleteRotation', tags, summary: 'Delete a rotation' },
        params,
        response: { 200: json(rotationShape, 'It is deleted.'), ...wrong(404) },
      },
    },
    async (request) => (await changed(needs, request, { kind: 'delete' }, `http:${request.id}`)).body,
  );

  for (const [verb, summary] of verbs)
    scope.post(
      `/rotations/:rotation/${verb}`,
      {
        schema: {
          ...{ operationId: `${verb}Rotation`, tags, summary },
          params,
          headers: keyHeader,
          response: { 200: json(rotationShape, 'How it stands now.'), ...wrong(400, 404, 409) },
        },
      },
      async (request, reply) => {
        const answer = await once(needs, request, ({ source }) => changed(needs, request, { kind: verb }, source));
        return reply.code(200).headers(answer.headers).send(answer.body);
      },
    );
}

const verbs = [
  ['pause', 'Let it rest'],
  ['resume', 'Let it go on'],
  ['next', 'Take the next turn now'],
] as const;
