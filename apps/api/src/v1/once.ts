import { createHash } from 'node:crypto';
import type { Instant } from '@pinwheel/domain';
import type { KeptAnswer } from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from './admission.js';
import type { V1Needs } from './needs.js';
import { Problem } from './problems/problem.js';

/** In ms. */
const keptFor = 24 * 3_600_000;

export const keyHeader = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\u0021-\u007E]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
    .optional()
    .meta({
      description: 'Of your choice, e.g. a UUID. For a day the same key is the same wish, however often it comes.',
    }),
});

export interface Answer<Body> extends KeptAnswer {
  body: Body;
  /** No end: who asks again wants to know it, and is not answered with this. */
  underWay?: boolean;
}

/** One wish, however often it comes. */
export interface Wish {
  /** Whatever is made of it is made under this source. */
  source: string;
  /** When it came first. What it says of times was meant then: repeated a day later, `18:00` is still yesterday's. */
  askedAt: Instant;
}

/**
 * Does once what is asked for under one Idempotency-Key. The key's row is durable before anything is done, and gives
 * the source under which it is done: who comes again, also after a kill between the two, finds that it was done. What
 * was refused was not done, and may be asked for again under the same key.
 */
export async function once<Body>(
  needs: V1Needs,
  request: FastifyRequest,
  carryOut: (wish: Wish) => Promise<Answer<Body>>,
): Promise<Answer<Body>> {
  const key = request.headers['idempotency-key'];
  const now = needs.clock.now();
  if (typeof key !== 'string') return carryOut({ source: `http:${request.id}`, askedAt: now });
  const kept = await needs.idempotencyKeys.keep(
    {
      ...{ tokenId: callerOf(request).id, key, fingerprint: fingerprintOf(request) },
      ...{ source: `http-key:${needs.ids.unique()}`, expiresAt: now + keptFor },
    },
    now,
  );
  if (kept.fingerprint !== fingerprintOf(request))
    throw new Problem('idempotency-key-reused', 'Take another key: this one was sent with something else', {
      errors: [{ header: 'Idempotency-Key', detail: 'was sent with something else' }],
    });
  if (kept.answer) {
    const { status, headers, body } = kept.answer;
    return { status, headers: { ...headers, 'idempotency-replayed': 'true' }, body: body as Body };
  }
  const { underWay = false, ...answer } = await carryOut({ source: kept.source, askedAt: kept.expiresAt - keptFor });
  if (!underWay) await needs.idempotencyKeys.saveAnswer(kept.source, answer);
  return answer;
}

/** What is asked for, not how long to wait for it. A body that no schema has seen is not asked for anything. */
function fingerprintOf({ method, routeOptions: { url, schema }, params, body }: FastifyRequest): string {
  const asked = JSON.stringify([method, url, params, schema?.body ? body : null]);
  return createHash('sha256').update(asked).digest('hex');
}
