import { type HappeningKind, happeningKinds } from '@pinwheel/domain';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  findWebhook,
  listWebhooks,
  showWebhookSecret,
  type Webhook,
} from '@pinwheel/pinning';
import { z } from 'zod';
import { confinedTo, mayUse } from '../admission.js';
import { json, wrong } from '../answers.js';
import { kindOfEvent, v1Events } from '../events.js';
import { instantOf, instantShape } from '../json.js';
import type { V1Needs } from '../needs.js';
import { keyHeader, once } from '../once.js';
import { notFound, Problem } from '../problems/problem.js';
import type { V1Scope } from '../scope.js';
import { notSaved, setElsewhere } from './problems.js';

const tags = ['webhooks'];
const params = z.object({ webhook: z.uuid() });

const eventShape = z.enum(happeningKinds.map((kind) => v1Events[kind]));

const webhookShape = z
  .object({
    id: z.string(),
    instance: z.string().nullable().meta({ description: 'null: all instances.' }),
    dialect: z.string().meta({ description: 'In whose words it is told; `v1` for those that are made here.' }),
    label: z.string(),
    url: z.string().nullable(),
    enabled: z.boolean(),
    events: z.array(eventShape),
    createdAt: instantShape,
    problem: z.string().nullable().meta({ description: '`gone`: its receiver answered 410, and it was switched off.' }),
  })
  .meta({ id: 'Webhook' });

const urlShape = z.string().min(1).max(2_000);
const eventsShape = z.array(eventShape).min(1).max(happeningKinds.length);
const authorizationShape = z.string().max(4_096).meta({ description: 'The `Authorization` that it is sent.' });

const askedWebhookShape = z
  .strictObject({
    label: z.string().min(1).max(100),
    instance: z.string().max(200).optional().meta({ description: 'Left out: all that the token opens.' }),
    url: urlShape,
    events: eventsShape.default(happeningKinds.map((kind) => v1Events[kind])),
    authorization: authorizationShape.optional(),
  })
  .meta({ id: 'AskedWebhook' });

const askedChangeShape = z
  .strictObject({
    url: urlShape.optional(),
    enabled: z.boolean().optional(),
    events: eventsShape.optional(),
    authorization: authorizationShape.nullable().optional(),
  })
  .meta({ id: 'AskedWebhookChange', description: 'What is left out stays.' });

export function addWebhooks(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/webhooks',
    {
      schema: {
        ...{ operationId: 'listWebhooks', tags, summary: 'Who is told what happens' },
        response: {
          200: json(z.object({ items: z.array(webhookShape) }).meta({ id: 'WebhookList' }), 'All of them.'),
          ...wrong(),
        },
      },
    },
    async (request) => ({
      items: (await listWebhooks(needs, { scope: confinedTo(request) })).map(showWebhook),
    }),
  );

  scope.post(
    '/webhooks',
    {
      schema: {
        ...{ operationId: 'createWebhook', tags, summary: 'Be told what happens' },
        description: 'What signs its bodies is read at `/v1/webhooks/{webhook}/secret`.',
        headers: keyHeader,
        body: askedWebhookShape,
        response: { 201: json(webhookShape, 'It is told from now on.'), ...wrong(400, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { label, url, events, authorization = null, instance } = request.body;
      const instanceId = instance ?? confinedTo(request);
      if (instanceId !== null && !mayUse(request, instanceId)) throw notFound(`instance ${instanceId}`);
      const answer = await once(needs, request, async ({ source }) => {
        const wish = { label, instanceId, url, about: kindsOf(events), authorization, source };
        const created = await createWebhook(needs, wish);
        if (created.kind === 'no_such_instance') throw notFound(`instance ${instanceId}`);
        if (created.kind === 'label_taken') throw new Problem('label-taken', `There is a webhook “${label}” already`);
        if (created.kind !== 'created') throw notSaved(created);
        const headers = { location: `/v1/webhooks/${created.webhook.id}` };
        return { status: 201, headers, body: showWebhook(created.webhook) };
      });
      return reply.code(201).headers(answer.headers).send(answer.body);
    },
  );

  scope.get(
    '/webhooks/:webhook',
    {
      schema: {
        ...{ operationId: 'getWebhook', tags, summary: 'A webhook' },
        params,
        response: { 200: json(webhookShape, 'The webhook.'), ...wrong(404) },
      },
    },
    async (request) => {
      const id = request.params.webhook;
      const found = await findWebhook(needs, { id, scope: confinedTo(request) });
      if (!found) throw notFound(`webhook ${id}`);
      return showWebhook(found);
    },
  );

  scope.patch(
    '/webhooks/:webhook',
    {
      schema: {
        ...{ operationId: 'changeWebhook', tags, summary: 'Change a webhook, or switch it on and off' },
        params,
        description: 'One that was made in the words of another dialect can only be switched off here.',
        body: askedChangeShape,
        response: { 200: json(webhookShape, 'How it is now.'), ...wrong(404, 409, 422) },
      },
    },
    async (request) => {
      const id = request.params.webhook;
      const { events, url, enabled, authorization } = request.body;
      const change = {
        ...(url !== undefined && { url }),
        ...(enabled !== undefined && { enabled }),
        ...(authorization !== undefined && { authorization }),
        ...(events && { about: kindsOf(events) }),
      };
      const reply = await changeWebhook(needs, { id, scope: confinedTo(request), change });
      if (reply.kind === 'not_found') throw notFound(`webhook ${id}`);
      if (reply.kind === 'set_elsewhere') throw setElsewhere(needs, reply);
      if (reply.kind !== 'changed') throw notSaved(reply);
      return showWebhook(reply.webhook);
    },
  );

  scope.delete(
    '/webhooks/:webhook',
    {
      schema: {
        ...{ operationId: 'deleteWebhook', tags, summary: 'Delete a webhook and what waits for it' },
        params,
        response: { 204: z.undefined().meta({ description: 'It is gone.' }), ...wrong(404) },
      },
    },
    async (request, reply) => {
      const id = request.params.webhook;
      if (!(await deleteWebhook(needs, { id, scope: confinedTo(request) }))) throw notFound(`webhook ${id}`);
      return reply.code(204).send();
    },
  );

  scope.get(
    '/webhooks/:webhook/secret',
    {
      schema: {
        ...{ operationId: 'getWebhookSecret', tags, summary: 'What signs its bodies' },
        params,
        response: {
          200: json(z.object({ secret: z.string() }).meta({ id: 'WebhookSecret' }), 'The secret.'),
          ...wrong(404),
        },
      },
    },
    async (request, reply) => {
      const id = request.params.webhook;
      const secret = await showWebhookSecret(needs, { id, scope: confinedTo(request) });
      if (secret === null) throw notFound(`webhook ${id}`);
      return reply.header('cache-control', 'no-store').code(200).send({ secret });
    },
  );
}

const kindsOf = (events: readonly z.infer<typeof eventShape>[]): HappeningKind[] => [
  ...new Set(events.map(kindOfEvent)),
];

const showWebhook = (webhook: Webhook): z.infer<typeof webhookShape> => ({
  id: webhook.id,
  instance: webhook.instanceId,
  dialect: webhook.dialect,
  label: webhook.label,
  url: webhook.url,
  enabled: webhook.enabled,
  events: webhook.about.map((kind) => v1Events[kind]),
  createdAt: instantOf(webhook.createdAt),
  problem: webhook.problem,
});
