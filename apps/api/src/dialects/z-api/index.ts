import type { FastifyInstance } from 'fastify';
import { answerErrorsAs } from '../../server.js';
import { addAdmission, type ZApiNeeds } from './admission.js';
import { refusal } from './answers.js';
import { addModifyChat } from './modify-chat.js';
import { addPinMessage } from './pin-message.js';
import { addQueue } from './queue.js';
import { addStatus } from './status.js';
import { addStrays } from './strays.js';
import { addWebhookSetters } from './webhook-setters.js';

export { whereZApiSets } from './webhooks.js';
export { speakZApi } from './webhook-bodies.js';

/** Z-API's words, below `/instances`. */
export async function zApi(server: FastifyInstance, needs: ZApiNeeds): Promise<void> {
  await server.register(
    async (scope) => {
      answerErrorsAs(scope, needs.logger, refusal);
      addStrays(scope);
      // Of its own, so that another method is answered as such to anybody.
      await scope.register(async (guarded) => {
        addAdmission(guarded, needs);
        addPinMessage(guarded, needs);
        addModifyChat(guarded, needs);
        addQueue(guarded, needs);
        addStatus(guarded);
        addWebhookSetters(guarded, needs);
      });
    },
    { prefix: '/instances' },
  );
}
