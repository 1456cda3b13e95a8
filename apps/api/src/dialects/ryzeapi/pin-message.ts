import type { Chat, Message } from '@pinwheel/domain';
import { type Instance, type NowReply, pinNow, unpinNow } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { whyRefused } from '../../why.js';
import type { DialectNeeds } from '../needs.js';
import { readBody, secondsOf, type Wish } from './body.js';
import { fail } from './envelope.js';
import { instanceOf, requireInstance } from './instance.js';
import { whyNotDone } from './verdict.js';

type Request = FastifyRequest<{ Params: { instance?: string } }>;

/**
 * Pins or unpins by the message's id alone. Answers when WhatsApp has acknowledged it. Three failures are answered with
 * 500 because the original does.
 */
export function addPinMessage(scope: FastifyInstance, needs: DialectNeeds): void {
  const route = {
    onRequest: requireInstance(needs),
    handler: (request: Request, reply: FastifyReply) => pinMessage(needs, instanceOf(request), request, reply),
  };
  scope.post('/chat/pinMessage/:instance', route);
  scope.post('/chat/pinMessage', route);
}

async function pinMessage(
  needs: DialectNeeds,
  instance: Instance,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const reading = readBody(request.body);
  if (reading.kind === 'bad') return fail(reply, reading.status, reading.message);
  if (instance.connectedSince === null) return fail(reply, 500, 'WhatsApp client is not connected');
  const { wish } = reading;
  const [target] = await needs.wireIds.find(instance.id, wish.messageId);
  if (!target) return fail(reply, 500, `message with ID ${wish.messageId} not found`);
  const asked = await ask(needs, wish, target.message, request);
  if (asked.kind === 'refused') return fail(reply, 409, whyRefused(asked.why));
  if (asked.kind === 'accepted') {
    const why = await whyNotDone(needs, asked.command.command.id, reply);
    if (why !== null) return fail(reply, 409, why);
  }
  return reply.send(success(wish, target.chat));
}

function ask(needs: DialectNeeds, wish: Wish, message: Message, { id, caller }: Request): Promise<NowReply> {
  const { chatId, id: messageId } = message;
  const actor = { kind: 'token' as const, tokenId: caller!.id, name: caller!.name };
  const request = { chatId, messageId, actor, source: `http:${id}`, repeated: 'join' as const };
  return wish.pin ? pinNow(needs, { ...request, durationSeconds: secondsOf(wish.duration) }) : unpinNow(needs, request);
}

const success = (wish: Wish, chat: Chat): object => ({
  success: true,
  message: wish.pin ? 'Message pinned successfully' : 'Message unpinned successfully',
  chat_jid: chat.jid,
  message_id: wish.messageId,
  pinned: wish.pin,
  ...(wish.pin && { duration: wish.duration }),
});
