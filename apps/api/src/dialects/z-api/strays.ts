import type { FastifyInstance } from 'fastify';
import { refuse } from './answers.js';

const methods: Readonly<Record<string, string>> = {
  'pin-message': 'POST',
  'modify-chat': 'POST',
  queue: 'GET, HEAD, DELETE',
  'queue/count': 'GET, HEAD',
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
    const path = /^\/instances\/[^/]+\/token\/[^/]+\/(.+)$/.exec(request.url.split('?', 1)[0]!)?.[1] ?? '';
    const allow = Object.hasOwn(methods, path) ? methods[path]! : /^queue\/[^/]+$/.test(path) ? 'DELETE' : null;
    if (allow === null) return refuse(reply, 404, 'There is nothing at this address');
    return refuse(reply.header('allow', allow), 405, `Method not allowed; use ${allow}`);
  });
}
