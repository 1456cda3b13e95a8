import type { Outcome, UnknownReason } from '@pinwheel/domain';
import type { Clock, Errand, Logger, ViewContent } from '@pinwheel/pinning';
import { encodeSyncdPatch, getBinaryNodeChild, proto } from '@whiskeysockets/baileys';
import { causeOf } from '../cause.js';
import type { Life } from '../socket/life.js';
import { queryRefusal } from '../socket/query-refusal.js';
import { ConnectionLost } from '../socket/while-alive.js';
import { askServer, type Collection, NoAnswer, readCollection } from './collection.js';
import { findKey, newestKeyId } from './keys.js';
import { collectionOf, planChange } from './plan.js';

export interface ViewOptions {
  clock: Clock;
  logger: Logger;
  acknowledgementMs: number;
}

/** Below the 45 s after which a claimed operation counts as abandoned, in ms. */
const patienceMs = 40_000;

/** How often somebody else may write to the collection between our reading and our writing. */
const mostConflicts = 3;

/** Another device has written meanwhile. */
const conflict = 409;

interface Progress {
  /** `written`: the server may have it, and the answer is still to come. */
  stage: 'reading' | 'written';
  /** Nobody waits any more: what was not written by now must not overtake what is asked later. */
  over: boolean;
}

/** Changes the account's app state, which all its devices follow. The server's answer is the verdict. Never rejects. */
export async function changeView(options: ViewOptions, life: Life, errand: Errand<ViewContent>): Promise<Outcome> {
  const progress: Progress = { stage: 'reading', over: false };
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve(unknown(silence(progress))), patienceMs);
  });
  try {
    return await Promise.race([writeUntilTaken(options, life, errand, progress), tooLate]);
  } catch (error) {
    options.logger.warn({ view: errand.content.kind, cause: causeOf(error) }, 'changing the view failed');
    return whenFailed(error, progress);
  } finally {
    clearTimeout(timer);
    progress.over = true;
  }
}

async function writeUntilTaken(
  { clock, acknowledgementMs }: ViewOptions,
  life: Life,
  { content, chatJid }: Errand<ViewContent>,
  progress: Progress,
): Promise<Outcome> {
  for (let conflicts = 0; conflicts <= mostConflicts; conflicts += 1) {
    progress.stage = 'reading';
    const keyId = newestKeyId(life);
    const collection = await readCollection(life, collectionOf(content));
    const plan = planChange(content, chatJid, collection, clock.now());
    if (plan.kind === 'nothing') return { kind: 'acknowledged' };
    if (plan.kind === 'given_up') return plan;
    const encoded = await encodeSyncdPatch(plan.patch, keyId, collection.state, (id) => findKey(life, id));
    if (progress.over) return unknown('failed_locally');
    progress.stage = 'written';
    const code = await write(life, collection, encoded.patch, acknowledgementMs);
    if (code === null) return { kind: 'acknowledged' };
    if (code !== conflict) return isRefusal(code) ? { kind: 'refused', code } : unknown('failed_locally');
  }
  return unknown('failed_locally');
}

/**
 * The code of the server's refusal, null if it has taken the patch. It speaks of each collection within a good answer,
 * which Baileys' `appPatch` takes for a success, as it takes silence, and counts on from there.
 */
async function write(
  life: Life,
  { name, state }: Collection,
  patch: proto.ISyncdPatch,
  answerMs: number,
): Promise<number | null> {
  const written = {
    tag: 'collection',
    attrs: { name, version: String(state.version), return_snapshot: 'false' },
    content: [{ tag: 'patch', attrs: {}, content: proto.SyncdPatch.encode(patch).finish() }],
  };
  const answer = await askServer(life, written, answerMs);
  const answered = getBinaryNodeChild(getBinaryNodeChild(answer, 'sync'), 'collection');
  if (!answered) throw new NoAnswer();
  if (answered.attrs['type'] !== 'error') return null;
  return Number(getBinaryNodeChild(answered, 'error')?.attrs['code']) || 500;
}

const isRefusal = (code: number): boolean => code >= 400 && code < 500 && code !== 408 && code !== 429;

const unknown = (why: UnknownReason): Outcome => ({ kind: 'unknown', why });

const silence = ({ stage }: Progress): UnknownReason => (stage === 'written' ? 'no_acknowledgement' : 'failed_locally');

function whenFailed(error: unknown, progress: Progress): Outcome {
  if (error instanceof ConnectionLost)
    return unknown(progress.stage === 'written' ? 'connection_lost' : 'not_connected');
  if (error instanceof NoAnswer) return unknown(silence(progress));
  const code = queryRefusal(error);
  return code === null ? unknown('failed_locally') : { kind: 'refused', code };
}
