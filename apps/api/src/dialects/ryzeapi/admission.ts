import { recogniseToken, type Taken, type Token } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DialectNeeds } from '../needs.js';
import { fail } from './envelope.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token came with the request; null where none is asked for or none is valid. */
    caller: Token | null;
  }
}

const allowed = { count: 100, perSeconds: 60 };

/**
 * Lets in whom a token lets in, so many times a minute. The headers of the limit are on every answer. Those without a
 * valid token are counted by their address, or tokens could be guessed as fast as one likes.
 */
export function addAdmission(scope: FastifyInstance, needs: DialectNeeds): void {
  const limit = needs.limits.open('ryzeapi', allowed);
  scope.decorateRequest('caller', null);
  scope.addHook('onRequest', async (request, reply) => {
    const secret = secretOf(request);
    request.caller = secret === null ? null : await recogniseToken(needs, secret);
    const taken = await limit.take(request.caller ? `token:${request.caller.id}` : `address:${request.ip}`);
    showLimit(reply, taken);
    if (taken.exceeded) return fail(reply, 429, 'Rate limit exceeded. Try again later.');
    if (secret === null) return fail(reply, 401, 'Missing token in header');
    if (request.caller === null) return fail(reply, 401, 'Invalid token');
  });
}

/** The header `token`, or a bearer's. */
function secretOf({ headers: { token, authorization } }: FastifyRequest): string | null {
  if (typeof token === 'string' && token !== '') return token;
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null;
}

function showLimit(reply: FastifyReply, { remaining, resetAt }: Taken): void {
  reply.headers({
    'x-ratelimit-limit': allowed.count,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': Math.ceil(resetAt / 1_000),
  });
}
