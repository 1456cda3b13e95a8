import type { Message } from '@pinwheel/domain';
import {
  awaitVerdict,
  type CommandWithOperations,
  type NowReply,
  pinNow,
  type QueueLimit,
  type Token,
  unpinNow,
} from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hangUp } from '../../hang-up.js';
import { whyFailed, whyRefused } from '../../why.js';
import type { DialectNeeds } from '../needs.js';
import { admittedOf } from './admission.js';
import { refuse } from './answers.js';
import { readBody, type Wish } from './body.js';
import { jsonOnly } from './json-only.js';
import { isMeant } from './phone.js';
import { queueLimitOf, statusOf } from './queue-limit.js';

/**
 * Pins or unpins. 200 with the ids when WhatsApp has acknowledged it, and when it is queued because the instance has no
 * connection; 202 with them where the verdict did not come in time.
 */
export function addPinMessage(scope: FastifyInstance, needs: DialectNeeds): void {
  scope.post('/:instanceId/token/:token/pin-message', {
    onRequest: jsonOnly,
    handler: (request, reply) => pinMessage(needs, request, reply),
  });
}

async function pinMessage(needs: DialectNeeds, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { instance, token } = admittedOf(request);
  const reading = readBody(request.body);
  if (reading.kind === 'bad') return refuse(reply, 400, reading.error);
  const message = await findMessage(needs, instance.id, reading.wish);
  if (!message) return refuse(reply, 404, 'Message not found in that chat');
  const asked = await ask(needs, reading.wish, {
    message,
    token,
    source: `http:${request.id}`,
    ...queueLimitOf(instance),
  });
  if (asked.kind === 'refused') return refuse(reply, statusOf(asked.why), whyRefused(asked.why));
  if (asked.kind === 'stands') throw new Error('a request of its own was taken for a repetition');
  const ids = idsOf(asked.command, reading.wish);
  if (instance.connectedSince === null) return reply.send(ids);
  const verdict = await awaitVerdict(needs, asked.command.command.id, { signal: hangUp(reply) });
  if (verdict.kind === 'failed') return refuse(reply, 409, whyFailed(verdict.failure));
  return reply.code(verdict.kind === 'acknowledged' ? 200 : 202).send(ids);
}

/** The id names the message, the phone says in which chat it must be. */
async function findMessage(
  { wireIds }: DialectNeeds,
  instanceId: string,
  { addressee, messageId }: Wish,
): Promise<Message | null> {
  for (const { chat, message } of await wireIds.find(instanceId, messageId)) {
    const addresses = chat.kind === 'private' ? await wireIds.addressesIn(chat.id) : [];
    if (isMeant(addressee, chat, addresses)) return message;
  }
  return null;
}

function ask(
  needs: DialectNeeds,
  wish: Wish,
  { message, token, ...rest }: { message: Message; token: Token; source: string } & QueueLimit,
): Promise<NowReply> {
  const actor = { kind: 'token' as const, tokenId: token.id, name: token.name };
  const request = { chatId: message.chatId, messageId: message.id, actor, repeated: 'send' as const, ...rest };
  return wish.action === 'pin'
    ? pinNow(needs, { ...request, durationSeconds: wish.durationSeconds })
    : unpinNow(needs, request);
}

/** `messageId` is the id of the pin event's own message; `id` repeats it, as there. */
function idsOf({ operations }: CommandWithOperations, { action }: Wish): object {
  const { id, wireId } = operations.findLast(({ content }) => content.kind === action)!;
  return { zaapId: id, messageId: wireId, id: wireId };
}
