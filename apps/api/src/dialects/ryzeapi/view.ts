import type { Chat } from '@pinwheel/domain';
import { favorite, pinChat, type ViewReply } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { whyRefused } from '../../why.js';
import { spellings } from '../addressee.js';
import type { DialectNeeds } from '../needs.js';
import { fail } from './envelope.js';
import { instanceOf, requireInstance } from './instance.js';
import { whyNotDone } from './verdict.js';
import { type Favored, readFavorite, readPinChat } from './view-bodies.js';

type Answer = (needs: DialectNeeds, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** What changes the account's own view: its pinned chats and its favorites. Nothing is kept while it has no connection. */
export function addView(scope: FastifyInstance, needs: DialectNeeds): void {
  const add = (path: string, answer: Answer) => {
    const handler = (request: FastifyRequest, reply: FastifyReply) => answer(needs, request, reply);
    for (const url of [path, `${path}/:instance`]) scope.post(url, { onRequest: requireInstance(needs), handler });
  };
  add('/chat/pinChat', answerPinChat);
  // What it was called before.
  add('/chat/pin', answerPinChat);
  add('/chat/favorite', answerFavorite);
}

const notConnected = 'Instance is not connected to WhatsApp';

const answerPinChat: Answer = async (needs, request, reply) => {
  const instance = instanceOf(request);
  const reading = readPinChat(request.body);
  if (reading.kind === 'bad') return fail(reply, 400, reading.message);
  if (instance.connectedSince === null) return fail(reply, 503, notConnected);
  const { addressee, pin } = reading.wish;
  const chat = await needs.wireIds.findChat(instance.id, spellings(addressee));
  if (!chat) return fail(reply, 404, 'Chat not found');
  const asked = await pinChat(needs, { ...wishOf(request), chatId: chat.id, pinned: pin });
  const message = `Chat ${pin ? 'pinned' : 'unpinned'} successfully`;
  return answerVerdict(needs, asked, reply, { success: true, message, chat_jid: chat.jid, pinned: pin });
};

const answerFavorite: Answer = async (needs, request, reply) => {
  const instance = instanceOf(request);
  const reading = readFavorite(request.body);
  if (reading.kind === 'bad') return fail(reply, 400, reading.message);
  if (instance.connectedSince === null) return fail(reply, 503, notConnected);
  const { favored, favorite: wanted } = reading.wish;
  const found = await find(needs, instance.id, favored);
  if (!found) return fail(reply, 404, 'messageId' in favored ? 'Message not found' : 'Chat not found');
  const { chat, messageId } = found;
  const asked = await favorite(needs, { ...wishOf(request), chatId: chat.id, messageId, favorite: wanted });
  const subject =
    'messageId' in favored
      ? { type: 'message', chat_jid: chat.jid, message_id: favored.messageId }
      : { type: 'chat', chat_jid: chat.jid };
  return answerVerdict(needs, asked, reply, { success: true, ...subject, favorite: wanted });
};

async function find(
  { wireIds }: DialectNeeds,
  instanceId: string,
  favored: Favored,
): Promise<{ chat: Chat; messageId: number | null } | null> {
  if ('messageId' in favored) {
    const [found] = await wireIds.find(instanceId, favored.messageId);
    return found ? { chat: found.chat, messageId: found.message.id } : null;
  }
  const chat = await wireIds.findChat(instanceId, spellings(favored.addressee));
  return chat && { chat, messageId: null };
}

const wishOf = ({ id, caller }: FastifyRequest) => ({
  actor: { kind: 'token' as const, tokenId: caller!.id, name: caller!.name },
  source: `http:${id}`,
  repeated: 'join' as const,
});

async function answerVerdict(
  needs: DialectNeeds,
  asked: ViewReply,
  reply: FastifyReply,
  success: object,
): Promise<FastifyReply> {
  if (asked.kind === 'refused') return fail(reply, 409, whyRefused(asked.why));
  const why = await whyNotDone(needs, asked.command.command.id, reply);
  return why === null ? reply.send(success) : fail(reply, 409, why);
}
