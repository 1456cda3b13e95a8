import type { Outcome, UnknownReason } from '@pinwheel/domain';
import type { Errand, Logger, MessageContent } from '@pinwheel/pinning';
import { causeOf } from '../cause.js';
import { defer } from '../deferred.js';
import type { Life } from '../socket/life.js';
import { queryRefusal } from '../socket/query-refusal.js';
import { ConnectionLost } from '../socket/while-alive.js';
import { deliver, type DeliveryOptions, type Progress } from './deliver.js';

export interface AttemptOptions extends DeliveryOptions {
  logger: Logger;
  acknowledgementMs: number;
}

/**
 * What comes before the stanza (metadata, devices, sessions, encryption) may take this long, in ms. With the wait for
 * the acknowledgement it stays below the 45 s after which a claimed operation counts as abandoned.
 */
const preparationMs = 25_000;

export const unknown = (why: UnknownReason): Outcome => ({ kind: 'unknown', why });

/** Sends once and waits for the verdict, the end of the connection or the end of our patience, whichever is first. */
export async function attempt(
  options: AttemptOptions,
  life: Life,
  errand: Errand<MessageContent>,
  verdict: Promise<Outcome>,
): Promise<Outcome> {
  const { promise, resolve } = defer<Outcome>();
  const { acknowledgementMs, logger } = options;
  const progress: Progress = { stage: 'preparing', keyedDevices: [] };
  const timers: NodeJS.Timeout[] = [];
  const resolveAfter = (ms: number, outcome: () => Outcome) => timers.push(setTimeout(() => resolve(outcome()), ms));
  const lost = () => resolve(whenLost(progress));

  void verdict.then(resolve);
  life.gone.addEventListener('abort', lost, { once: true });
  resolveAfter(preparationMs + acknowledgementMs, () => whenTimeIsUp(progress));
  const delivery = deliver(options, life, errand, progress).then(
    () => void resolveAfter(acknowledgementMs, () => unknown('no_acknowledgement')),
    (error: unknown) => {
      logger.warn({ wireId: errand.wireId, stage: progress.stage, cause: causeOf(error) }, 'sending failed');
      // Sent, but the ratchet could not be stored: the message is out, and its verdict is still to come.
      if (progress.stage === 'sent') resolveAfter(acknowledgementMs, () => unknown('failed_locally'));
      else resolve(whenFailed(error, progress));
    },
  );
  try {
    const outcome = await promise;
    // The next message must not be encrypted before this one's ratchet is stored.
    if (outcome.kind !== 'unknown' || progress.stage === 'sent') await delivery;
    if (outcome.kind !== 'acknowledged') await doubtKeys(options, errand, progress);
    return outcome;
  } finally {
    life.gone.removeEventListener('abort', lost);
    for (const timer of timers) clearTimeout(timer);
  }
}

/** Perhaps nobody has this message: the next one must bring the group's key again. */
async function doubtKeys(
  { ratchets, logger }: AttemptOptions,
  errand: Errand<MessageContent>,
  progress: Progress,
): Promise<void> {
  if (progress.keyedDevices.length === 0) return;
  try {
    await ratchets.doubt(errand.chatJid, progress.keyedDevices);
  } catch (error) {
    // Whoever cannot read the next message will ask for it again.
    logger.warn({ wireId: errand.wireId, cause: causeOf(error) }, 'forgetting who has the key of a group failed');
  }
}

/** Nothing has left while we were preparing, so the attempt need not count. */
function whenLost({ stage }: Progress): Outcome {
  return unknown(stage === 'preparing' ? 'not_connected' : 'connection_lost');
}

function whenTimeIsUp({ stage }: Progress): Outcome {
  return unknown(stage === 'sent' ? 'no_acknowledgement' : 'failed_locally');
}

function whenFailed(error: unknown, progress: Progress): Outcome {
  if (error instanceof ConnectionLost) return whenLost(progress);
  const code = progress.stage === 'preparing' ? queryRefusal(error) : null;
  return code === null ? unknown('failed_locally') : { kind: 'refused', code };
}
