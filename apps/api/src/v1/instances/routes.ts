import { unlink } from '@pinwheel/pinning';
import { z } from 'zod';
import { mayUse } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findInstance } from '../find.js';
import type { V1Needs } from '../needs.js';
import { Problem } from '../problems/problem.js';
import type { V1Scope } from '../scope.js';
import { instanceShape, showInstance } from './shape.js';

const tags = ['instances'];
const params = z.object({ instance: z.string().min(1).max(200) });

export function addInstances(scope: V1Scope, needs: V1Needs): void {
  scope.get(
    '/instances',
    {
      schema: {
        ...{ operationId: 'listInstances', tags, summary: 'The WhatsApp accounts' },
        response: {
          200: json(z.object({ items: z.array(instanceShape) }).meta({ id: 'InstanceList' }), 'All of them.'),
          ...wrong(),
        },
      },
    },
    async (request) => {
      const all = await needs.instances.all();
      return { items: all.filter(({ id }) => mayUse(request, id)).map(showInstance) };
    },
  );

  scope.get(
    '/instances/:instance',
    {
      schema: {
        ...{ operationId: 'getInstance', tags, summary: 'How an account stands' },
        params,
        response: { 200: json(instanceShape, 'The instance.'), ...wrong(404) },
      },
    },
    async (request) => showInstance(await findInstance(needs, request, request.params.instance)),
  );

  scope.delete(
    '/instances/:instance/link',
    {
      schema: {
        ...{ operationId: 'unlink', tags, summary: 'Unlink an account' },
        description: 'What is still owed to WhatsApp is given up. Chats, messages and schedules stay.',
        params,
        response: { 202: json(instanceShape, 'WhatsApp is told; then the state is `unlinked`.'), ...wrong(404, 409) },
      },
    },
    async (request, reply) => {
      const { id } = await findInstance(needs, request, request.params.instance);
      const asked = await unlink(needs);
      if (asked.kind === 'not_linked' || asked.instance.id !== id)
        throw new Problem('not-linked', `${id} is not linked`);
      return reply.code(202).send(showInstance({ ...asked.instance, state: 'leaving' }));
    },
  );
}
