import type { Operation } from '@pinwheel/domain';
import { type QueuedOperation, withdrawAll, withdrawOne } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DialectNeeds } from '../needs.js';
import { admittedOf } from './admission.js';
import { refuse } from './answers.js';
import { phoneOf } from './phone.js';

const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const asked = z.object({
  page: whole.pipe(z.int().min(1)).default(1),
  pageSize: whole.pipe(z.int().min(1).max(100)).default(100),
});

const demands: Readonly<Record<string, string>> = {
  page: 'page must be a whole number from 1 on',
  pageSize: 'pageSize must be a whole number from 1 to 100',
};

/** What programs have asked for and WhatsApp has not settled; deleting withdraws what nobody has tried yet. */
export function addQueue(scope: FastifyInstance, needs: DialectNeeds): void {
  const path = '/:instanceId/token/:token/queue';
  scope.get(path, (request, reply) => list(needs, request, reply));
  scope.get(`${path}/count`, async (request, reply) => {
    const { all } = await needs.programQueue.count(admittedOf(request).instance.id);
    return reply.send({ count: all });
  });
  scope.delete(path, async (request, reply) =>
    reply.send({ value: true, ...(await withdrawAll(needs, admittedOf(request).instance.id)) }),
  );
  scope.delete(`${path}/:zaapId`, (request, reply) => withdraw(needs, request, reply));
}

async function list(needs: DialectNeeds, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { instance } = admittedOf(request);
  const read = asked.safeParse(request.query);
  if (!read.success) return refuse(reply, 400, demands[String(read.error.issues[0]?.path[0])] ?? 'bad query');
  const { page, pageSize } = read.data;
  const [{ all }, queued] = await Promise.all([
    needs.programQueue.count(instance.id),
    needs.programQueue.page(instance.id, { limit: pageSize, offset: (page - 1) * pageSize }),
  ]);
  return reply.send({ size: all, messages: queued.map(toEntry) });
}

/** `Message`, where it is about one. `Operation` and `State` are ours: nothing else there says what waits, and whether. */
const toEntry = ({ operation, chat, message, madeAt }: QueuedOperation): object => ({
  _id: operation.id,
  ZaapId: operation.id,
  MessageId: operation.wireId,
  InstanceId: operation.instanceId,
  Phone: phoneOf(chat),
  Message: message?.text ?? '',
  Created: madeAt,
  Operation: nameOf(operation),
  State: operation.state === 'waiting' && operation.attempt === 0 ? 'waiting' : 'attempted',
});

function nameOf({ content }: Operation): string {
  switch (content.kind) {
    case 'pin_chat':
      return content.pinned ? 'pin-chat' : 'unpin-chat';
    case 'favorite_chat':
    case 'favorite_message':
      return content.favorite ? 'favorite' : 'unfavorite';
    default:
      return content.kind;
  }
}

async function withdraw(needs: DialectNeeds, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { zaapId } = request.params as { zaapId: string };
  const { kind } = await withdrawOne(needs, admittedOf(request).instance.id, zaapId);
  if (kind === 'not_queued') return refuse(reply, 404, 'There is no such operation in the queue');
  if (kind === 'attempted') return refuse(reply, 409, 'An attempt was made already: it cannot be taken back');
  return reply.send({ value: true });
}
