import type { Instance } from '@pinwheel/pinning';
import type { FastifyInstance } from 'fastify';
import { admittedOf } from './admission.js';

/** `error` holds a text in every state, also in the good one, as there. */
export function addStatus(scope: FastifyInstance): void {
  scope.get('/:instanceId/token/:token/status', (request, reply) => {
    const { instance } = admittedOf(request);
    const connected = instance.connectedSince !== null;
    // Of the phone itself a linked device knows nothing.
    return reply.send({ connected, error: stateOf(instance), smartphoneConnected: connected });
  });
}

function stateOf({ state, connectedSince }: Instance): string {
  if (connectedSince !== null) return 'You are already connected.';
  const lost = state === 'logged_out' || state === 'replaced' || state === 'broken';
  return lost ? 'You need to restore the session.' : 'You are not connected.';
}
