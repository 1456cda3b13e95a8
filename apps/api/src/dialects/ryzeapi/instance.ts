import { type Instance, opens } from '@pinwheel/pinning';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DialectNeeds } from '../needs.js';
import { fail } from './envelope.js';

type Request = FastifyRequest<{ Params: { instance?: string } }>;

const found = new WeakMap<FastifyRequest, Instance>();

/** The instance of the path; known in every route behind `requireInstance`. */
export const instanceOf = (request: FastifyRequest): Instance => found.get(request)!;

/** Who has no token for an instance does not learn whether it exists. */
export const requireInstance =
  ({ instances }: DialectNeeds) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const id = (request as Request).params.instance?.trim();
    if (!id) return fail(reply, 400, 'Instance name is required');
    if (!opens(request.caller!, id)) return fail(reply, 403, 'Instance token does not match the instance');
    const instance = await instances.find(id);
    if (!instance) return fail(reply, 404, 'Instance not found');
    found.set(request, instance);
    return undefined;
  };
