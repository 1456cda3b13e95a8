import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Happening, Happenings, Wording } from './ports/happenings.js';
import type { Webhook } from './ports/webhooks.js';

/** Says what happened in a dialect's words, to those of its webhooks that want to know. */
export type Speaker = (happening: Happening, webhooks: readonly Webhook[]) => Wording[];

/** How many happenings one transaction puts into words. */
const batchLimit = 200;

/** Makes deliveries of everything that has happened to an instance. `speakers`: by dialect. */
export async function putIntoWords(
  deps: Pick<Deps, 'clock' | 'ids' | 'waker' | 'logger'> & { happenings: Happenings },
  instanceId: string,
  speakers: ReadonlyMap<string, Speaker>,
): Promise<void> {
  const say = (happening: Happening, webhooks: readonly Webhook[]) =>
    [...speakers].flatMap(([dialect, speaker]) => {
      const own = webhooks.filter((webhook) => webhook.dialect === dialect);
      if (own.length === 0) return [];
      try {
        return speaker(happening, own).map((wording) => ({ ...wording, id: deps.ids.unique() }));
      } catch (error) {
        // One that a dialect has no words for must not silence everything after it.
        deps.logger.error({ error, dialect, instance: instanceId, kind: happening.kind }, 'a happening was not told');
        return [];
      }
    });
  for (let count = batchLimit; count === batchLimit;) {
    const done = await deps.happenings.putIntoWords(instanceId, batchLimit, deps.clock.now(), say);
    count = done.count;
    await wakeAfterCommit(deps, done.wakes);
  }
}
