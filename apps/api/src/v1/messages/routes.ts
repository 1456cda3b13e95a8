import { z } from 'zod';
import { confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat, findMessage } from '../find.js';
import type { V1Needs } from '../needs.js';
import { type CursorKind, pageOf, pageQuery, pageShape, placeOf } from '../page.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { messageShape, showMessage } from './shape.js';

const cursor: CursorKind<[sentAt: number, id: number]> = {
  list: 'messages',
  place: z.tuple([z.int().min(0).max(4e12), z.int()]),
};
const tags = ['messages'];

export function addMessages(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/messages',
    {
      schema: {
        ...{ operationId: 'listMessages', tags, summary: 'What was said, latest first; searched' },
        querystring: z.object({
          ...pageQuery,
          chat: refShape('chat').optional(),
          words: z.string().max(200).default('').meta({ description: 'Words that the text holds, in any case.' }),
          from: z.string().max(200).default('').meta({ description: 'Part of the sender’s name.' }),
          media: z
            .enum(['true', 'false'])
            .default('false')
            .meta({ description: '`true`: with a picture or the like.' }),
        }),
        response: { 200: json(pageShape(messageShape, 'MessagePage'), 'A page of messages.'), ...wrong(400, 404) },
      },
    },
    async (request) => {
      const { limit, cursor: begun, chat, words, from, media } = request.query;
      const chatId = chat === undefined ? null : (await findChat(needs, request, chat)).id;
      const place = placeOf(cursor, begun);
      const after = place && { sentAt: place[0], id: place[1] };
      const asked = { instanceId: confinedTo(request), chatId, words, from, media: media === 'true' };
      const found = await needs.pages.messages({ ...asked, after, limit: limit + 1 });
      return pageOf(cursor, found, limit, { placed: ({ sentAt, id }) => [sentAt, id], shown: showMessage });
    },
  );

  scope.get(
    '/messages/:message',
    {
      schema: {
        ...{ operationId: 'getMessage', tags, summary: 'A message' },
        params: z.object({ message: refShape('message') }),
        response: { 200: json(messageShape, 'The message.'), ...wrong(404) },
      },
    },
    async (request) => showMessage(await findMessage(needs, request, request.params.message)),
  );
}
