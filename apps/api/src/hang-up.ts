import type { FastifyReply } from 'fastify';

/**
 * Aborts when the client has gone, or has its answer. Fastify's own `request.signal` listens to the request, which is
 * closed as soon as its body was read, and so never aborts for a request that has one (5.12.8).
 */
export function hangUp({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}
