import { z } from 'zod';
import { confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat } from '../find.js';
import type { V1Needs } from '../needs.js';
import { type CursorKind, pageOf, pageQuery, pageShape, placeOf } from '../page.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { chatShape, showChat } from './shape.js';

const cursor: CursorKind<number> = { list: 'chats', place: z.int() };
const tags = ['chats'];

export function addChats(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/chats',
    {
      schema: {
        ...{ operationId: 'listChats', tags, summary: 'Groups, private conversations and channels' },
        querystring: z.object({
          ...pageQuery,
          name: z.string().max(200).default('').meta({ description: 'Part of the name, in any case.' }),
        }),
        response: { 200: json(pageShape(chatShape, 'ChatPage'), 'A page of chats.'), ...wrong(400) },
      },
    },
    async (request) => {
      const { limit, cursor: from, name } = request.query;
      const query = { instanceId: confinedTo(request), name, after: placeOf(cursor, from), limit: limit + 1 };
      const found = await needs.pages.chats(query);
      return pageOf(cursor, found, limit, { placed: ({ id }) => id, shown: showChat });
    },
  );

  scope.get(
    '/chats/:chat',
    {
      schema: {
        ...{ operationId: 'getChat', tags, summary: 'A chat' },
        params: z.object({ chat: refShape('chat') }),
        response: { 200: json(chatShape, 'The chat.'), ...wrong(404) },
      },
    },
    async (request) => showChat(await findChat(needs, request, request.params.chat)),
  );
}
