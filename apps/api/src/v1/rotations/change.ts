import { changeRotation, type RotationChange, type RotationItemChange, type RotationObstacle } from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { findRotation } from '../find.js';
import type { V1Needs } from '../needs.js';
import type { Answer } from '../once.js';
import { notFound, Problem } from '../problems/problem.js';
import { problemOfRefusal } from '../problems/refusal.js';
import { idOf } from '../refs.js';
import { type rotationShape, showRotation } from './shape.js';

/** Changes the rotation of the path in all its chats, and answers how it stands. */
export async function changed(
  needs: V1Needs,
  request: FastifyRequest,
  change: RotationChange | RotationItemChange,
  source: string,
): Promise<Answer<z.infer<typeof rotationShape>>> {
  const { rotation: ref } = request.params as { rotation: string };
  await findRotation(needs, request, ref);
  const reply = await changeRotation(needs, { id: idOf(ref), change, source });
  if (reply.kind !== 'changed') throw problemOfRotation(reply, ref);
  return { status: 200, headers: {}, body: showRotation(reply.rotations, needs.clock.now()) };
}

/** Why a rotation was not changed. */
export function problemOfRotation(reply: RotationObstacle, ref: string): Problem {
  switch (reply.kind) {
    case 'gone':
      return notFound(`rotation ${ref}`);
    case 'no_such_item':
      return notFound(`such item in ${ref}`);
    case 'empty':
      return new Problem('empty', `${ref} has no item whose turn it could be`);
    case 'message_of_one_chat':
      return new Problem('message-of-one-chat', 'A message is in one chat, and the rotation is in others, too');
    case 'refused':
      return problemOfRefusal(reply.why);
  }
}
