import { z } from 'zod';
import { json, wrong } from '../answers.js';
import { findRotation } from '../find.js';
import type { V1Needs } from '../needs.js';
import { keyHeader, once } from '../once.js';
import { invalid } from '../problems/problem.js';
import { itemIdOf, itemRefShape, refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { askedTargetFields, readTarget } from '../words/targets.js';
import { changed } from './change.js';
import { rotationShape } from './shape.js';
import { askedTermsShape, leastShape, placeShape, termsOf, weightShape } from './terms.js';

const tags = ['rotations'];
const params = z.object({ rotation: refShape('rotation') });
const itemParams = params.extend({ item: itemRefShape });

const askedItemShape = z
  .strictObject({
    ...askedTargetFields,
    weight: weightShape.default(1).meta({ description: 'How many turns of a round are its own.' }),
    from: z.iso.date().optional().meta({ description: 'Its first day.' }),
    until: z.iso.date().optional().meta({ description: 'Its last day.' }),
    leastSeconds: leastShape.optional(),
  })
  .meta({ id: 'AskedItem' });

/** Items are named by their ids: a place is another item's as soon as one before it is gone. */
export function addRotationItems(scope: V1Scope, needs: V1Needs): void {
  scope.post(
    '/rotations/:rotation/items',
    {
      schema: {
        ...{ operationId: 'addItem', tags, summary: 'Add an item, behind the others' },
        params,
        headers: keyHeader,
        body: askedItemShape,
        response: { 201: json(rotationShape, 'How it stands now.'), ...wrong(400, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { weight, from = null, until = null, leastSeconds = null } = request.body;
      if (from !== null && until !== null && until < from) throw invalid('until', 'is before the first day');
      const [standing] = await findRotation(needs, request, request.params.rotation);
      const answer = await once(needs, request, async ({ source }) => {
        const chat = (await needs.store.findChat(standing!.chatId))!;
        const target = await readTarget(needs, chat, request.body);
        const leastMs = leastSeconds === null ? null : leastSeconds * 1_000;
        const item = { kind: 'add' as const, target, weight, window: { from, until }, leastMs };
        return { ...(await changed(needs, request, item, source)), status: 201 };
      });
      return reply.code(201).headers(answer.headers).send(answer.body);
    },
  );

  scope.patch(
    '/rotations/:rotation/items/:item',
    {
      schema: {
        ...{ operationId: 'changeItem', tags, summary: 'Change the weight, the days or the least time of an item' },
        params: itemParams,
        body: askedTermsShape,
        response: { 200: json(rotationShape, 'How it stands now.'), ...wrong(404, 422) },
      },
    },
    async (request) => {
      const itemId = itemIdOf(request.params.item);
      const [standing] = await findRotation(needs, request, request.params.rotation);
      const terms = termsOf(request.body, standing!.items.find(({ id }) => id === itemId)?.window);
      return (await changed(needs, request, { kind: 'set_item', itemId, terms }, `http:${request.id}`)).body;
    },
  );

  scope.delete(
    '/rotations/:rotation/items/:item',
    {
      schema: {
        ...{ operationId: 'removeItem', tags, summary: 'Take an item out' },
        params: itemParams,
        response: { 200: json(rotationShape, 'How it stands now.'), ...wrong(404, 422) },
      },
    },
    async (request) => {
      const itemId = itemIdOf(request.params.item);
      return (await changed(needs, request, { kind: 'remove_item', itemId }, `http:${request.id}`)).body;
    },
  );

  scope.post(
    '/rotations/:rotation/items/:item/move',
    {
      schema: {
        ...{ operationId: 'moveItem', tags, summary: 'Move an item to another place' },
        params: itemParams,
        headers: keyHeader,
        body: z.strictObject({ to: placeShape }).meta({ id: 'AskedMove' }),
        response: { 200: json(rotationShape, 'How it stands now.'), ...wrong(400, 404, 422) },
      },
    },
    async (request, reply) => {
      const itemId = itemIdOf(request.params.item);
      const change = { kind: 'move_item' as const, itemId, to: request.body.to };
      const answer = await once(needs, request, ({ source }) => changed(needs, request, change, source));
      return reply.code(200).headers(answer.headers).send(answer.body);
    },
  );
}
