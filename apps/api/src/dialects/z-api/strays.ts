import type { FastifyInstance } from 'fastify';
import { refuse } from './answers.js';

const methods: Readonly<Record<string, string>> = {
  'pin-message': 'POST',
  status: 'GET, HEAD',
  'update-webhook-received': 'PUT',
  'update-webhook-received-delivery': 'PUT',
  'update-webhook-delivery': 'PUT',
  'update-webhook-message-status': 'PUT',
  'update-webhook-connected': 'PUT',
  'update-webhook-disconnected': 'PUT',
  'update-every-webhooks': 'PUT',
  'update-notify-sent-by-me': 'PUT',
};

/** Another method is 405 with those that are there; anything else is nothing. */
export function addStrays(scope: FastifyInstance): void {
  scope.setNotFoundHandler((request, reply) => {
    const name = /^\/instances\/[^/]+\/token\/[^/]+\/([\w-]+)$/.exec(request.url.split('?', 1)[0]!)?.[1] ?? '';
    if (!Object.hasOwn(methods, name)) return refuse(reply, 404, 'There is nothing at this address');
    const allow = methods[name]!;
    return refuse(reply.header('allow', allow), 405, `Method not allowed; use ${allow}`);
  });
}
