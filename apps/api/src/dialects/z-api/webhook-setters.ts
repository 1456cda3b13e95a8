import { editWebhooks, type Webhook, type WebhookSettings } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { whyNotSaved } from '../../why-webhook.js';
import type { DialectNeeds } from '../needs.js';
import { admittedOf } from './admission.js';
import { refuse } from './answers.js';
import { jsonOnly } from './json-only.js';
import {
  type ReceivedOptions,
  receivedOptionsOf,
  receivedSettings,
  settings,
  type ZApiHook,
  zApiHooks,
} from './webhooks.js';

type Own = readonly Webhook[];

/** An empty address switches off. */
const addressed = z.object({ value: z.string().nullish(), notifySentByMe: z.boolean().optional() });
const notifying = z.object({ notifySentByMe: z.boolean() });

/** Every setter answers `{"value": true}`, the last one with what was set. */
export function addWebhookSetters(scope: FastifyInstance, needs: DialectNeeds): void {
  const set = (name: string, change: (own: Own, wish: Wish) => WebhookSettings[]): void => {
    scope.put(`/:instanceId/token/:token/${name}`, {
      onRequest: jsonOnly,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const read = addressed.safeParse(request.body);
        if (!read.success) return refuse(reply, 400, `${fieldOf(read.error)} must be ${expected(fieldOf(read.error))}`);
        const { value, notifySentByMe } = read.data;
        const wish = { url: value || null, notifySentByMe };
        return save(needs, request, reply, (own) => change(own, wish), { value: true });
      },
    });
  };
  for (const hook of ['delivery', 'message-status', 'connected', 'disconnected'] as const)
    set(`update-webhook-${hook}`, (_, { url }) => [settings(hook, url)]);
  set('update-webhook-received', (own, { url: others }) => [changeReceived(own, { others })]);
  set('update-webhook-received-delivery', (own, { url: all }) => [
    changeReceived(own, { all, notifySentByMe: all !== null }),
  ]);
  set('update-every-webhooks', (own, { url, notifySentByMe }) => [
    changeReceived(own, { others: url, all: null, ...(notifySentByMe !== undefined && { notifySentByMe }) }),
    ...(Object.keys(zApiHooks) as ZApiHook[]).filter((hook) => hook !== 'received').map((hook) => settings(hook, url)),
  ]);
  scope.put('/:instanceId/token/:token/update-notify-sent-by-me', {
    onRequest: jsonOnly,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const read = notifying.safeParse(request.body);
      if (!read.success) return refuse(reply, 400, `notifySentByMe must be ${expected('notifySentByMe')}`);
      const { notifySentByMe } = read.data;
      return save(needs, request, reply, (own) => [changeReceived(own, { notifySentByMe })], { value: notifySentByMe });
    },
  });
}

interface Wish {
  url: string | null;
  notifySentByMe: boolean | undefined;
}

const changeReceived = (own: Own, change: Partial<ReceivedOptions>): WebhookSettings =>
  receivedSettings({ ...receivedOptionsOf(own), ...change });

async function save(
  needs: DialectNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  change: (own: Own) => WebhookSettings[],
  answer: object,
): Promise<FastifyReply> {
  const { instance } = admittedOf(request);
  const saved = await editWebhooks(needs, { instanceId: instance.id, dialect: 'z-api' }, change);
  return saved.kind === 'saved' ? reply.send(answer) : refuse(reply, 400, `value: ${whyNotSaved(saved)}`);
}

const fieldOf = ({ issues: [issue] }: z.ZodError): string => String(issue?.path[0] ?? 'the body');

const expected = (field: string): string =>
  ({ value: 'an address, or empty to switch off', notifySentByMe: 'true or false' })[field] ?? 'an object';
