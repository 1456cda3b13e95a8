import { deleteWebhook, editWebhooks, openSecrets, type StoredWebhook, type WebhookSettings } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { whyNotSaved } from '../../why-webhook.js';
import type { DialectNeeds } from '../needs.js';
import { fail } from './envelope.js';
import { instanceOf, requireInstance } from './instance.js';
import { kindsOf, optionsOf, ryzeEvents } from './webhooks.js';

const dialect = 'ryzeapi';
const enabledLimit = 3;
const labelOfOne = 'default';

const asked = z.object({
  label: z.string().trim().min(1).max(100).nullish(),
  enabled: z.boolean().nullish(),
  url: z.string().nullish(),
  authorization: z.string().nullish(),
  byEvents: z.boolean().nullish(),
  events: z.array(z.enum(ryzeEvents)).nullish(),
  mediaBase64: z.boolean().nullish(),
});

type Request = FastifyRequest<{ Params: { instance?: string }; Querystring: { label?: string } }>;

/** Saved by label, listed, read one by one, and removed. */
export function addWebhooks(scope: FastifyInstance, needs: DialectNeeds): void {
  const onRequest = requireInstance(needs);
  scope.post('/events/webhook/:instance', {
    onRequest,
    handler: (request: Request, reply) => save(needs, request, reply),
  });
  scope.get('/events/getWebhook/:instance', {
    onRequest,
    handler: (request: Request, reply) => show(needs, request, reply),
  });
  scope.get('/events/webhook/:instance', {
    onRequest,
    handler: (request: Request, reply) => show(needs, request, reply),
  });
  scope.delete('/events/webhook/:instance', {
    onRequest,
    handler: (request: Request, reply) => remove(needs, request, reply),
  });
}

/** All fields are written anew; one that is switched off keeps its label only, as there. */
async function save(needs: DialectNeeds, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const read = asked.safeParse(request.body);
  if (!read.success) return fail(reply, 400, `Invalid request body: ${firstIssue(read.error)}`);
  const { label, enabled, url, authorization, byEvents, events, mediaBase64 } = read.data;
  const on = enabled ?? true;
  const options = {
    byEvents: on && (byEvents ?? false),
    events: (on && events) || [],
    mediaBase64: on && !!mediaBase64,
  };
  const settings: WebhookSettings = {
    ...{ label: label ?? labelOfOne, enabled: on, url: on ? url || null : null },
    ...{ authorization: on ? authorization || null : null, about: kindsOf(options.events), options },
  };
  const owner = { instanceId: instanceOf(request).id, dialect };
  const saved = await editWebhooks(needs, owner, () => [settings], { limit: enabledLimit });
  if (saved.kind !== 'saved') return fail(reply, 400, whyNotSaved(saved));
  return reply.send({
    success: true,
    message: 'Webhook configured successfully',
    webhook: shown(needs, saved.webhooks[0]!),
  });
}

async function show(needs: DialectNeeds, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const own = await ownOf(needs, request);
  const { label } = request.query;
  if (label === undefined) return reply.send({ success: true, webhooks: own.map((each) => shown(needs, each)) });
  const found = own.find((each) => each.label === label);
  return found ? reply.send({ success: true, webhook: shown(needs, found) }) : fail(reply, 404, 'Webhook not found');
}

async function remove(needs: DialectNeeds, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { label = labelOfOne } = request.query;
  const found = (await ownOf(needs, request)).find((each) => each.label === label);
  if (!found || !(await deleteWebhook(needs, { id: found.id, scope: null })))
    return fail(reply, 404, 'Webhook not found');
  return reply.send({ success: true, message: 'Webhook deleted successfully' });
}

async function ownOf({ webhooks }: DialectNeeds, request: Request): Promise<StoredWebhook[]> {
  const { id } = instanceOf(request);
  return (await webhooks.all(id)).filter((each) => each.dialect === dialect && each.instanceId === id);
}

/** As there, and what signs its bodies. */
function shown({ sealer }: DialectNeeds, webhook: StoredWebhook): object {
  const { label, enabled, url } = webhook;
  const { byEvents, events, mediaBase64 } = optionsOf(webhook);
  const { authorization, signing = '' } = openSecrets(sealer, webhook) ?? {};
  return {
    label,
    enabled,
    url: url ?? '',
    authorization: authorization ?? '',
    byEvents,
    events,
    mediaBase64,
    secret: signing,
  };
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue!.path.length === 0 ? issue!.message : `${issue!.path.join('.')}: ${issue!.message}`;
}
