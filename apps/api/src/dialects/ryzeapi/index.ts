import type { FastifyError, FastifyInstance } from 'fastify';
import { answerErrorsAs, answerStraysAs, refusalOf } from '../../server.js';
import type { DialectNeeds } from '../needs.js';
import { addAdmission } from './admission.js';
import { failure } from './envelope.js';
import { addPinMessage } from './pin-message.js';
import { addView } from './view.js';
import { addWebhooks } from './webhook-routes.js';

export { whereRyzeApiSets } from './webhooks.js';
export { speakRyzeApi } from './webhook-bodies.js';

/** RyzeAPI's words, below `/api`. */
export async function ryzeapi(server: FastifyInstance, needs: DialectNeeds): Promise<void> {
  await server.register(
    async (scope) => {
      answerErrorsAs(scope, needs.logger, failure, badBody);
      answerStraysAs(scope, failure);
      addAdmission(scope, needs);
      addPinMessage(scope, needs);
      addView(scope, needs);
      addWebhooks(scope, needs);
    },
    { prefix: '/api' },
  );
}

/** Whatever is wrong with a body is one row of its table of errors. */
function badBody(error: FastifyError): { status: number; message: string } {
  const { status, message } = refusalOf(error);
  return status === 413 ? { status, message } : { status: 400, message: `Invalid request body: ${message}` };
}
