import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '@pinwheel/context';
import { deliver, type DeliverDeps, type Deps, forgetDeliveries } from '@pinwheel/pinning';
import { regularly } from './regularly.js';

/**
 * Webhooks delivered to at once. They wait for other people's servers, so this costs little; a webhook that holds on
 * to four of them leaves the others room.
 */
const concurrency = 100;

/**
 * How long a stop waits for the answers to what was sent, in ms; of the ten seconds that a process has, and a listener
 * in it needs more of them.
 */
const stopPatience = 1_500;

/** How often old deliveries are forgotten, in ms. */
const forgetEvery = 600_000;

/** Brings bodies to webhooks, and forgets those that were brought long ago. */
export async function startDeliveries(
  { queues, database, sealer, receivers }: Context,
  deps: Deps,
): Promise<AsyncDisposable> {
  const { deliveries } = database;
  const [closing, closed] = [new AbortController(), new AbortController()];
  const needs: DeliverDeps = { ...deps, deliveries, sealer, courier: receivers.courier };
  const ending = { closing: closing.signal, closed: closed.signal };
  const worker = queues.workDeliveries((webhookId) => deliver(needs, webhookId, ending), { concurrency });
  await worker.resume();
  const forgetting = regularly(
    forgetEvery,
    () => forgetDeliveries({ ...deps, deliveries }),
    (error) => deps.logger.error({ error }, 'old deliveries were not forgotten; trying again'),
  );
  return {
    async [Symbol.asyncDispose]() {
      closing.abort();
      await forgetting[Symbol.asyncDispose]();
      await Promise.race([worker.pause(), sleep(stopPatience, undefined, { ref: false })]);
      closed.abort();
      await worker[Symbol.asyncDispose]();
    },
  };
}
