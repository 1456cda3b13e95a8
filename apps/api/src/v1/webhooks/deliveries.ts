import { listDeliveries, replayDelivery, type ShownDelivery } from '@pinwheel/pinning';
import { z } from 'zod';
import { confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import type { V1Needs } from '../needs.js';
import { keyHeader, once } from '../once.js';
import { type CursorKind, pageOf, pageQuery, pageShape, placeOf } from '../page.js';
import { notFound, Problem } from '../problems/problem.js';
import type { V1Scope } from '../scope.js';

const cursor: CursorKind<number> = { list: 'deliveries', place: z.int() };
const tags = ['webhooks'];

const deliveryShape = z
  .object({
    id: z.string(),
    webhook: z.string(),
    event: z.string(),
    state: z.enum(['waiting', 'sending', 'delivered', 'dead']),
    attempts: z.int(),
    createdAt: instantShape,
    giveUpAt: instantShape,
    dueAt: instantShape.nullable(),
    settledAt: instantShape.nullable(),
    status: z.int().nullable().meta({ description: 'What the receiver answered last.' }),
    problem: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });

export function addDeliveries(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/deliveries',
    {
      schema: {
        ...{ operationId: 'listDeliveries', tags, summary: 'What webhooks were told, latest first' },
        querystring: z.object({
          ...pageQuery,
          webhook: z.uuid().optional(),
          state: deliveryShape.shape.state.optional(),
        }),
        response: { 200: json(pageShape(deliveryShape, 'DeliveryPage'), 'A page of deliveries.'), ...wrong(400) },
      },
    },
    async (request) => {
      const { limit, cursor: from, webhook, state } = request.query;
      const before = placeOf(cursor, from);
      const found = await listDeliveries(needs, {
        ...{ scope: confinedTo(request), limit: limit + 1 },
        ...(webhook !== undefined && { webhookId: webhook }),
        ...(state && { state }),
        ...(before !== null && { before }),
      });
      return pageOf(cursor, found, limit, { placed: ({ seq }) => seq, shown: showDelivery });
    },
  );

  scope.post(
    '/deliveries/:delivery/replay',
    {
      schema: {
        ...{ operationId: 'replayDelivery', tags, summary: 'Deliver once more, under the same id' },
        params: z.object({ delivery: z.uuid() }),
        headers: keyHeader,
        response: { 202: json(deliveryShape, 'It waits for its turn.'), ...wrong(400, 404, 409) },
      },
    },
    async (request, reply) => {
      const id = request.params.delivery;
      const answer = await once(needs, request, async ({ source }) => {
        const replayed = await replayDelivery(needs, { id, scope: confinedTo(request), source });
        if (replayed.kind === 'not_found') throw notFound(`delivery ${id}`);
        if (replayed.kind === 'switched_off') throw new Problem('switched-off', 'Switch its webhook on first');
        // It is on its way already.
        const delivery = replayed.kind === 'replayed' ? replayed.delivery : (await needs.deliveries.find(id))!;
        return { status: 202, headers: {}, body: showDelivery(delivery) };
      });
      return reply.code(202).headers(answer.headers).send(answer.body);
    },
  );
}

const showDelivery = (delivery: ShownDelivery): z.infer<typeof deliveryShape> => ({
  id: delivery.id,
  webhook: delivery.webhookId,
  event: delivery.event,
  state: delivery.state,
  attempts: delivery.attempt,
  createdAt: instantOf(delivery.createdAt),
  giveUpAt: instantOf(delivery.giveUpAt),
  dueAt: maybeInstant(delivery.wakeAt),
  settledAt: maybeInstant(delivery.settledAt),
  status: delivery.status,
  problem: delivery.problem,
});
