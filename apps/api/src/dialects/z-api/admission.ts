import { type Instance, opens, recogniseToken, type Token } from '@pinwheel/pinning';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isSame } from '../../is-same.js';
import type { DialectNeeds } from '../needs.js';
import { refuse } from './answers.js';

export interface ZApiNeeds extends DialectNeeds {
  /** The account's security token; null: none is asked for. */
  clientToken: string | null;
}

interface Admitted {
  token: Token;
  instance: Instance;
}

const admitted = new WeakMap<FastifyRequest, Admitted>();

/** Who asks, for which instance; known in every route behind the admission. */
export const admittedOf = (request: FastifyRequest): Admitted => admitted.get(request)!;

/** Of a wrong Client-Token so much is repeated, in UTF-16 units. */
const shownOfToken = 64;

/** Who has no token for an instance does not learn whether it exists. */
export function addAdmission(scope: FastifyInstance, needs: ZApiNeeds): void {
  scope.addHook('onRequest', async (request, reply) => {
    const { instanceId = '', token: secret = '' } = request.params as { instanceId?: string; token?: string };
    const given = request.headers['client-token'];
    if (needs.clientToken !== null) {
      if (typeof given !== 'string' || given === '') return refuse(reply, 400, 'your client-token is not configured');
      if (!isSame(given, needs.clientToken))
        return refuse(reply, 403, `Client-Token ${given.slice(0, shownOfToken)} not allowed`);
    }
    const token = await recogniseToken(needs, secret);
    if (!token || !opens(token, instanceId)) return refuse(reply, 403, 'Instance and token do not match');
    const instance = await needs.instances.find(instanceId);
    if (!instance) return refuse(reply, 404, 'Instance not found');
    admitted.set(request, { token, instance });
  });
}
