import type { FastifyInstance } from 'fastify';
import { addAdmission } from './admission.js';
import { describeRoutes } from './document/describe.js';
import { addDocs } from './document/docs.js';
import type { V1Needs } from './needs.js';
import { answerErrorsAsProblems } from './problems/answer.js';
import { answerStraysAsProblems } from './problems/strays.js';
import { addRoutes } from './routes.js';

/** Our own API, below `/v1`. */
export async function v1(server: FastifyInstance, needs: V1Needs): Promise<void> {
  await server.register(
    async (scope) => {
      answerErrorsAsProblems(scope, needs.logger);
      answerStraysAsProblems(scope);
      await describeRoutes(scope);
      await addDocs(scope);
      await scope.register(async (inner) => {
        addAdmission(inner, needs);
        addRoutes(inner.withTypeProvider(), needs);
      });
    },
    { prefix: '/v1' },
  );
}
