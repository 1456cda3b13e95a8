import { awaitVerdict, pinChat } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hangUp } from '../../hang-up.js';
import { whyFailed, whyRefused } from '../../why.js';
import { spellings } from '../addressee.js';
import type { DialectNeeds } from '../needs.js';
import { admittedOf } from './admission.js';
import { refuse } from './answers.js';
import { demandOf, phone } from './body.js';
import { jsonOnly } from './json-only.js';
import { queueLimitOf, statusOf } from './queue-limit.js';

const asked = z.object({ phone, action: z.enum(['pin', 'unpin']) });

/**
 * Pins or unpins the chat itself, in the account's own list. Answers as for a message: 200 when WhatsApp has acknowledged
 * it or when it waits for a connection, 202 where the verdict did not come in time.
 */
export function addModifyChat(scope: FastifyInstance, needs: DialectNeeds): void {
  scope.post('/:instanceId/token/:token/modify-chat', {
    onRequest: jsonOnly,
    handler: (request, reply) => modifyChat(needs, request, reply),
  });
}

async function modifyChat(needs: DialectNeeds, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { instance, token } = admittedOf(request);
  const read = asked.safeParse(request.body);
  if (!read.success) return refuse(reply, 400, demandOf(read.error));
  const chat = await needs.wireIds.findChat(instance.id, spellings(read.data.phone));
  if (!chat) return refuse(reply, 404, 'Chat not found');
  const wanted = await pinChat(needs, {
    chatId: chat.id,
    pinned: read.data.action === 'pin',
    actor: { kind: 'token', tokenId: token.id, name: token.name },
    source: `http:${request.id}`,
    repeated: 'send',
    ...queueLimitOf(instance),
  });
  if (wanted.kind === 'refused') return refuse(reply, statusOf(wanted.why), whyRefused(wanted.why));
  if (instance.connectedSince === null) return reply.send(taken);
  const verdict = await awaitVerdict(needs, wanted.command.command.id, { signal: hangUp(reply) });
  if (verdict.kind === 'failed') return refuse(reply, 409, whyFailed(verdict.failure));
  return reply.code(verdict.kind === 'acknowledged' ? 200 : 202).send(taken);
}

const taken = { value: true };
