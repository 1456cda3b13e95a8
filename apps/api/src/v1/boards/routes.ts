import type { Chat } from '@pinwheel/domain';
import { z } from 'zod';
import { confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat } from '../find.js';
import type { V1Needs } from '../needs.js';
import { type CursorKind, pageOf, pageQuery, pageShape, placeOf } from '../page.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { isKnown, tagOf } from './etag.js';
import { boardShape, showBoard, type ShownBoard } from './shape.js';

const cursor: CursorKind<number> = { list: 'boards', place: z.int() };
const tags = ['boards'];

export function addBoards(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/boards',
    {
      schema: {
        ...{ operationId: 'listBoards', tags, summary: 'What is pinned, chat by chat' },
        querystring: z.object(pageQuery),
        response: { 200: json(pageShape(boardShape, 'BoardPage'), 'A page of boards.'), ...wrong(400) },
      },
    },
    async (request) => {
      const { limit, cursor: from } = request.query;
      const query = { instanceId: confinedTo(request), name: '', after: placeOf(cursor, from), limit: limit + 1 };
      const chats = await needs.pages.chats(query);
      const boards = await boardsOf(needs, chats.slice(0, limit));
      const shown = new Map(boards.map((board) => [board.chat.id, showBoard(board)]));
      return pageOf(cursor, chats, limit, { placed: ({ id }) => id, shown: ({ id }) => shown.get(id)! });
    },
  );

  scope.get(
    '/boards/:chat',
    {
      schema: {
        ...{ operationId: 'getBoard', tags, summary: 'What is pinned in a chat' },
        description:
          'Has an `ETag`: send it as `If-None-Match` to read only what has changed, as `If-Match` to change it.',
        params: z.object({ chat: refShape('chat') }),
        headers: z.object({ 'if-none-match': z.string().optional() }),
        response: {
          200: json(boardShape, 'The board.'),
          304: z.undefined().meta({ description: 'It is still the one that you have.' }),
          ...wrong(404),
        },
      },
    },
    async (request, reply) => {
      const chat = await findChat(needs, request, request.params.chat);
      const [board] = await boardsOf(needs, [chat]);
      const shown = showBoard(board!);
      const tag = tagOf(board!, shown, needs.clock.now());
      reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
      return isKnown(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.code(200).send(shown);
    },
  );
}

async function boardsOf({ pages, clock, slots }: V1Needs, chats: readonly Chat[]): Promise<ShownBoard[]> {
  const ids = chats.map(({ id }) => id);
  const [pins, underWay] = await Promise.all([pages.standingPins(ids, clock.now()), pages.underWay(ids)]);
  return chats.map((chat) => ({
    chat,
    slots: chat.slots ?? slots,
    locked: chat.lockedSlots,
    pins: pins.filter(({ chatId }) => chatId === chat.id),
    underWay: underWay.filter(({ chatId }) => chatId === chat.id),
  }));
}
