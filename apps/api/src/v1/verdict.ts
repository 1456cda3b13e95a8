import { awaitVerdict, describeCommand, verdictPatience } from '@pinwheel/pinning';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hangUp } from '../hang-up.js';
import { commandShape, showCommand } from './commands/shape.js';
import type { V1Needs } from './needs.js';
import type { Answer } from './once.js';
import { problemOfFailure } from './problems/refusal.js';

const longestWait = verdictPatience / 1_000;

export const waitQuery = z.object({
  wait: z.coerce.number().int().min(0).max(longestWait).default(longestWait).meta({
    description: 'For so many seconds the answer waits for WhatsApp’s verdict. `Prefer: respond-async` is `wait=0`.',
  }),
});

type ShownCommand = z.infer<typeof commandShape>;

/** How a command ended, or 202 with its address if that is not known in time. A failure is a problem. */
export async function answerVerdict(
  needs: V1Needs,
  commandId: string,
  { request, reply, done }: { request: FastifyRequest; reply: FastifyReply; done: 200 | 201 },
): Promise<Answer<ShownCommand>> {
  const { wait } = request.query as z.infer<typeof waitQuery>;
  const prefersAsync = /(^|,)\s*respond-async\s*(,|;|$)/i.test(String(request.headers['prefer'] ?? ''));
  const patienceMs = prefersAsync ? 0 : Math.min(wait * 1_000, needs.verdictPatienceMs ?? verdictPatience);
  const patient = { ...needs, verdictPatienceMs: patienceMs };
  if (patienceMs > 0) await awaitVerdict(patient, commandId, { signal: hangUp(reply) });
  const report = (await describeCommand(needs, commandId))!;
  if (report.failure && report.state === 'failed') throw problemOfFailure(report.failure, report);
  const headers = {
    location: `/v1/commands/${commandId}`,
    ...(prefersAsync && { 'preference-applied': 'respond-async' }),
  };
  const underWay = report.state === 'under_way';
  return { status: underWay ? 202 : done, headers, body: showCommand(report), underWay };
}
