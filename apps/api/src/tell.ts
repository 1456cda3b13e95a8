import type { Context } from '@pinwheel/context';
import { type Deps, putIntoWords, type Speaker } from '@pinwheel/pinning';
import { speakRyzeApi } from './dialects/ryzeapi/index.js';
import { speakZApi } from './dialects/z-api/index.js';
import { speakV1 } from './v1/events.js';

/** Puts what happens into the words of those who asked. `url`: where this API is. */
export async function startTelling(
  { queues, database: { happenings } }: Pick<Context, 'queues' | 'database'>,
  deps: Deps,
  url: string,
): Promise<AsyncDisposable> {
  const speakers = new Map<string, Speaker>([
    ['z-api', speakZApi],
    ['ryzeapi', speakRyzeApi(url)],
    ['v1', speakV1],
  ]);
  const worker = queues.workHappenings((instanceId) => putIntoWords({ ...deps, happenings }, instanceId, speakers));
  await worker.resume();
  return worker;
}
