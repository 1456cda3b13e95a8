import { setTimeout as pause } from 'node:timers/promises';
import type { PollerHold, TelegramStore } from '@pinwheel/db';
import type { Logger } from '@pinwheel/pinning';

/** Whether this process is the one that polls. */
export interface PollingLease extends AsyncDisposable {
  readonly held: boolean;
  /** Aborted when another process has it. */
  readonly lost: AbortSignal;
}

const betweenTriesMs = 500;

/** Takes the right to poll as soon as it is free, and takes it anew when the database was away. */
export function keepLease(poller: TelegramStore['poller'], botId: number, logger: Logger): PollingLease {
  const closing = new AbortController();
  let losing = new AbortController();
  let held = false;

  async function keep(): Promise<void> {
    while (!closing.signal.aborted) {
      const hold = await take();
      if (hold) await keepUntilLost(hold);
      await pause(betweenTriesMs, undefined, { signal: closing.signal }).catch(() => {});
    }
  }

  /** While the database is away nobody else can take it either, so that whoever polls goes on. */
  async function take(): Promise<PollerHold | null> {
    try {
      const hold = await poller.take(botId);
      note(hold !== null);
      return hold;
    } catch (error) {
      logger.debug({ error }, 'the right to poll Telegram could not be taken');
      return null;
    }
  }

  async function keepUntilLost(hold: PollerHold): Promise<void> {
    const closed = new Promise<void>((resolve) => closing.signal.addEventListener('abort', () => resolve()));
    if (!closing.signal.aborted) await Promise.race([hold.lost, closed]);
    if (closing.signal.aborted) await hold[Symbol.asyncDispose]();
  }

  function note(has: boolean): void {
    if (has === held) return;
    logger.info({ held: has }, has ? 'this process polls Telegram' : 'another process polls Telegram');
    if (has) losing = new AbortController();
    else losing.abort();
    held = has;
  }

  const keeping = keep();
  return {
    get held() {
      return held;
    },
    get lost() {
      return losing.signal;
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await keeping;
      held = false;
    },
  };
}
