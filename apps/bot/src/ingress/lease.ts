import { setTimeout as pause } from 'node:timers/promises';
import type { PollerHold, TelegramStore } from '@pinwheel/db';
import type { Logger } from '@pinwheel/pinning';

/** Whether this process is the one that hears Telegram. */
export interface HearingLease extends AsyncDisposable {
  readonly held: boolean;
  /** Aborted when another process has it. */
  readonly lost: AbortSignal;
}

const betweenTriesMs = 500;

/** Takes the right to hear as soon as it is free, and takes it anew when the database was away. */
export class KeptLease implements HearingLease {
  readonly #take: () => Promise<PollerHold | null>;
  readonly #logger: Logger;
  readonly #closing = new AbortController();
  readonly #keeping: Promise<void>;
  #losing = new AbortController();
  #held = false;

  /** @param arrived see `TelegramPoller` */
  constructor(poller: TelegramStore['poller'], botId: number, logger: Logger, arrived?: () => void) {
    this.#take = () => poller.take(botId, arrived);
    this.#logger = logger;
    this.#keeping = this.#keep(this.#closing.signal);
  }

  get held(): boolean {
    return this.#held;
  }

  get lost(): AbortSignal {
    return this.#losing.signal;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#keeping;
    this.#held = false;
  }

  async #keep(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      const hold = await this.#try();
      if (hold) await keepUntilLost(hold, closing);
      await pause(betweenTriesMs, undefined, { signal: closing }).catch(() => {});
    }
  }

  /** While the database is away nobody else can take it either, so that whoever hears goes on. */
  async #try(): Promise<PollerHold | null> {
    try {
      const hold = await this.#take();
      this.#note(hold !== null);
      return hold;
    } catch (error) {
      this.#logger.debug({ error }, 'the right to hear Telegram could not be taken');
      return null;
    }
  }

  #note(has: boolean): void {
    if (has === this.#held) return;
    this.#logger.info({ held: has }, has ? 'this process hears Telegram' : 'another process hears Telegram');
    if (has) this.#losing = new AbortController();
    else this.#losing.abort();
    this.#held = has;
  }
}

async function keepUntilLost(hold: PollerHold, closing: AbortSignal): Promise<void> {
  const closed = new Promise<void>((resolve) => closing.addEventListener('abort', () => resolve()));
  if (!closing.aborted) await Promise.race([hold.lost, closed]);
  if (closing.aborted) await hold[Symbol.asyncDispose]();
}
