import type { Deps, Heard } from '@pinwheel/pinning';
import { recordMessages, recordPin, recordRevocation, watchRights } from '@pinwheel/pinning';

export interface Inbox extends AsyncDisposable {
  /** Takes what was heard, in order. Never waits: WhatsApp's client must not. */
  take(events: readonly Heard[]): void;
  /** How many events it has taken. */
  readonly taken: number;
  /** Resolves when everything taken so far is stored; rejects when we close and it cannot be. */
  settled(): Promise<void>;
}

/** The most messages that one statement stores. */
const batchLimit = 500;
const firstRetryMs = 200;
const longestRetryMs = 10_000;

/**
 * Stores what was heard by natural batching: whatever came while the last statement was under way goes into the next.
 * No timer: alone, a message is stored at once; in a burst, hundreds share a statement. While the database is down
 * events wait in memory, in order.
 */
export function openInbox(deps: Deps, instanceId: string): Inbox {
  const waiting: Heard[] = [];
  const watching: Watcher[] = [];
  let stored = 0;
  let storing: Promise<void> = Promise.resolve();
  let busy = false;
  let closed = false;

  async function storeAll(): Promise<void> {
    let retryMs = firstRetryMs;
    while (waiting.length > 0) {
      const batch = nextBatch(waiting);
      try {
        await store(deps, instanceId, batch);
        waiting.splice(0, batch.length);
        stored += batch.length;
        while (watching[0] && watching[0].upTo <= stored) watching.shift()?.resolve();
        retryMs = firstRetryMs;
      } catch (error) {
        if (closed) throw error;
        deps.logger.error(
          { error, instance: instanceId, waiting: waiting.length },
          'heard events wait for the database',
        );
        await new Promise((resolve) => setTimeout(resolve, retryMs));
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }

  function begin(): void {
    if (busy) return;
    busy = true;
    storing = storeAll()
      .catch((error: unknown) => {
        deps.logger.error({ error, unstored: waiting.length }, 'heard events were not stored');
        for (const { reject } of watching.splice(0)) reject(error);
      })
      .finally(() => {
        busy = false;
      });
  }

  return {
    take(events) {
      waiting.push(...events);
      if (waiting.length > 0) begin();
    },
    get taken() {
      return stored + waiting.length;
    },
    settled() {
      const upTo = stored + waiting.length;
      return waiting.length === 0
        ? Promise.resolve()
        : new Promise((resolve, reject) => watching.push({ upTo, resolve, reject }));
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      await storing;
    },
  };
}

interface Watcher {
  /** How many events have been stored, of all, when it is content. */
  upTo: number;
  resolve(): void;
  reject(error: unknown): void;
}

/** The longest run of one kind at the front; a pin alone, since it reads what was stored before it. */
export function nextBatch(waiting: readonly Heard[]): Heard[] {
  const [first] = waiting;
  if (!first || first.kind === 'pin' || first.kind === 'revocation') return waiting.slice(0, 1);
  const end = waiting.findIndex(({ kind }) => kind !== first.kind);
  return waiting.slice(0, Math.min(end === -1 ? waiting.length : end, batchLimit));
}

async function store(deps: Deps, instanceId: string, batch: readonly Heard[]): Promise<void> {
  const messages = batch.flatMap((heard) => (heard.kind === 'message' ? [heard.message] : []));
  const chats = batch.flatMap((heard) => (heard.kind === 'chat' ? [heard.chat] : []));
  if (chats.length > 0) {
    await deps.store.saveChats(instanceId, chats);
    await watchRights(deps, instanceId);
  }
  if (messages.length > 0) await recordMessages(deps, instanceId, messages);
  for (const heard of batch) {
    if (heard.kind === 'pin') await recordPin(deps, instanceId, heard.pin);
    if (heard.kind === 'revocation') await recordRevocation(deps, instanceId, heard.revocation);
  }
}
