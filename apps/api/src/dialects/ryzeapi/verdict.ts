import { awaitVerdict } from '@pinwheel/pinning';
import type { FastifyReply } from 'fastify';
import { hangUp } from '../../hang-up.js';
import { whyFailed } from '../../why.js';
import type { DialectNeeds } from '../needs.js';

/** Waits for WhatsApp's verdict: why the command is not done, in words; null when it is. */
export async function whyNotDone(needs: DialectNeeds, commandId: string, reply: FastifyReply): Promise<string | null> {
  const verdict = await awaitVerdict(needs, commandId, { signal: hangUp(reply) });
  if (verdict.kind === 'acknowledged') return null;
  return verdict.kind === 'failed' ? whyFailed(verdict.failure) : stillUnderWay;
}

/** Repeating a request is how to learn the end: it waits for the same operation. */
const stillUnderWay = 'WhatsApp has not answered yet; it is kept and still under way. The same request waits for it.';
