import { setTimeout as sleep } from 'node:timers/promises';
import type { Inbox } from './inbox.js';

/** How long after the last event nothing more is expected, in ms: what waited is decrypted message by message. */
const quietMs = 200;

/** How long we wait at most, in ms: operations must not wait for ever for what may not come. */
const patienceMs = 10_000;

/** What was said while we were away, on one connection after another. */
export interface Backlog {
  /** WhatsApp has sent all of it. */
  come(): void;
  /** The connection is gone; nobody waits any longer. */
  lose(): void;
  /** Resolves when it has been heard and stored. */
  heard(): Promise<void>;
}

export function followBacklog(inbox: Pick<Inbox, 'taken' | 'settled'>): Backlog {
  let arrival = expectArrival();
  return {
    come: () => arrival.arrive(),
    lose() {
      arrival.arrive();
      arrival = expectArrival();
    },
    async heard() {
      const tooLate = new AbortController();
      const patience = sleep(patienceMs, undefined, { signal: tooLate.signal, ref: false }).catch(() => {});
      await Promise.race([patience, settledAfter(arrival.arrived, inbox)]);
      tooLate.abort();
    },
  };
}

async function settledAfter(arrived: Promise<void>, inbox: Pick<Inbox, 'taken' | 'settled'>): Promise<void> {
  await arrived;
  for (let before = -1; before !== inbox.taken;) {
    before = inbox.taken;
    await inbox.settled().catch(() => {});
    await sleep(quietMs);
  }
}

function expectArrival(): { arrived: Promise<void>; arrive: () => void } {
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  return { arrived, arrive };
}
