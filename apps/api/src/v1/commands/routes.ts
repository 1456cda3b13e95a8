import { z } from 'zod';
import { json, wrong } from '../answers.js';
import { findCommand } from '../find.js';
import type { V1Needs } from '../needs.js';
import type { V1Scope } from '../scope.js';
import { commandShape, showCommand } from './shape.js';

export function addCommands(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/commands/:command',
    {
      schema: {
        ...{ operationId: 'getCommand', tags: ['operations'], summary: 'How a wish stands, with all its operations' },
        params: z.object({ command: z.uuid() }),
        response: { 200: json(commandShape, 'The command.'), ...wrong(404) },
      },
    },
    async (request) => showCommand(await findCommand(needs, request, request.params.command)),
  );
}
