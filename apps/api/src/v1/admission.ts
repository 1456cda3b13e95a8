import { opens, recogniseToken, type Token } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { V1Needs } from './needs.js';
import { Problem } from './problems/problem.js';

const perMinute = 300;

const callers = new WeakMap<FastifyRequest, Token>();

/** Whose token came with the request; known in every route behind the admission. */
export const callerOf = (request: FastifyRequest): Token => callers.get(request)!;

/** The actor of what the caller asks for. */
export const actorOf = (request: FastifyRequest) => {
  const { id: tokenId, name } = callerOf(request);
  return { kind: 'token' as const, tokenId, name };
};

/**
 * The instance to which the caller's lists are confined, or null. What another instance has is not there for a token
 * of one: it is answered like what does not exist.
 */
export const confinedTo = (request: FastifyRequest): string | null => callerOf(request).instanceId;

export const mayUse = (request: FastifyRequest, instanceId: string): boolean => opens(callerOf(request), instanceId);

/**
 * Lets in whom a bearer token lets in, so many times a minute. A token elsewhere, in the query above all, is not looked
 * at: addresses are kept in histories and logs. Those without a valid one are counted by their address.
 */
export function addAdmission(scope: FastifyInstance, needs: V1Needs): void {
  const allowed = { count: needs.requestsAMinute ?? perMinute, perSeconds: 60 };
  const limit = needs.limits.open('v1', allowed);
  scope.addHook('onRequest', async (request, reply) => {
    const secret = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = secret === undefined ? null : await recogniseToken(needs, secret);
    const taken = await limit.take(token ? `token:${token.id}` : `address:${request.ip}`);
    const secondsLeft = Math.max(1, Math.ceil((taken.resetAt - Date.now()) / 1_000));
    showLimit(reply, { ...allowed, ...taken, secondsLeft });
    if (taken.exceeded)
      throw new Problem(
        'too-many-requests',
        `${allowed.count} requests a minute are let through`,
        {},
        {
          'retry-after': String(secondsLeft),
        },
      );
    if (!token) throw unauthorized(secret === undefined);
    callers.set(request, token);
  });
}

const unauthorized = (missing: boolean): Problem =>
  new Problem(
    'unauthorized',
    missing ? 'Send it as `Authorization: Bearer …`' : 'No such token, or not any more',
    {},
    {
      'www-authenticate': 'Bearer realm="Pinwheel"',
    },
  );

/** As in the IETF's draft on rate limit headers. */
function showLimit(
  reply: FastifyReply,
  { count, perSeconds, remaining, secondsLeft }: Record<'count' | 'perSeconds' | 'remaining' | 'secondsLeft', number>,
): void {
  reply.headers({
    'ratelimit-policy': `"token";q=${count};w=${perSeconds}`,
    ratelimit: `"token";r=${Math.max(0, remaining)};t=${secondsLeft}`,
  });
}
