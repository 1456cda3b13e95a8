import { z } from 'zod';
import { confinedTo } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat, findOperation } from '../find.js';
import type { V1Needs } from '../needs.js';
import { type CursorKind, pageOf, pageQuery, pageShape, placeOf } from '../page.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { operationShape, showOperation } from './shape.js';

const cursor: CursorKind<number> = { list: 'operations', place: z.int() };
const tags = ['operations'];

export function addOperations(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/operations',
    {
      schema: {
        ...{ operationId: 'listOperations', tags, summary: 'What was sent to WhatsApp or is on its way, latest first' },
        querystring: z.object({
          ...pageQuery,
          chat: refShape('chat').optional(),
          state: operationShape.shape.state.optional(),
        }),
        response: {
          200: json(pageShape(operationShape, 'OperationPage'), 'A page of operations.'),
          ...wrong(400, 404),
        },
      },
    },
    async (request) => {
      const { limit, cursor: from, chat, state = null } = request.query;
      const chatId = chat === undefined ? null : (await findChat(needs, request, chat)).id;
      const query = { instanceId: confinedTo(request), chatId, state, after: placeOf(cursor, from), limit: limit + 1 };
      const found = await needs.pages.operations(query);
      return pageOf(cursor, found, limit, { placed: ({ seq }) => seq, shown: showOperation });
    },
  );

  scope.get(
    '/operations/:operation',
    {
      schema: {
        ...{ operationId: 'getOperation', tags, summary: 'An operation with its outcome and history' },
        params: z.object({ operation: z.uuid() }),
        response: { 200: json(operationShape, 'The operation.'), ...wrong(404) },
      },
    },
    async (request) => showOperation(await findOperation(needs, request, request.params.operation)),
  );
}
