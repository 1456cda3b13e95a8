import type { Deps, Linking, LinkingFailure } from '@pinwheel/pinning';

/** Keeps the row of a linking in step with what WhatsApp says; each change wakes whoever shows it. */
export interface Pairing {
  readonly linking: Linking;
  show(secret: string): Promise<void>;
  end(state: 'linked' | 'failed', failure?: LinkingFailure): Promise<void>;
}

export function followPairing(deps: Deps, linking: Linking): Pairing {
  let { shown } = linking;
  let ended = false;

  async function change(fields: Partial<Linking>): Promise<void> {
    const current = await deps.instances.findLinking(linking.id);
    // Cancelled meanwhile: what is shown next would be scanned in vain.
    if (current?.state !== 'wanted' && current?.state !== 'shown') return;
    await deps.instances.updateLinking(linking.id, fields);
    await wakeLinkings(deps, [linking.id]);
  }

  return {
    linking,
    async show(secret) {
      if (ended) return;
      await change({ state: 'shown', secret, shown: shown + 1 });
      shown += 1;
    },
    async end(state, failure) {
      if (ended) return;
      await change({ state, secret: null, failure: failure ?? null });
      ended = true;
    },
  };
}

/** Tells whoever linked the instance that it no longer is; `failure` is null when an admin unlinked it. */
export async function endLinkings(deps: Deps, instanceId: string, failure: LinkingFailure | null): Promise<void> {
  await wakeLinkings(deps, await deps.instances.endLinkings(instanceId, failure));
}

async function wakeLinkings({ waker, clock, logger }: Deps, ids: readonly string[]): Promise<void> {
  await waker
    .wake(ids.map((id) => ({ kind: 'linking', id, at: clock.now() })))
    .catch((error: unknown) => logger.warn({ error }, 'wake-up failed; the linkings are found later'));
}
