import type { TelegramStore } from '@pinwheel/db';
import type { Logger } from '@pinwheel/pinning';

/** Whether this process is the one that polls. */
export interface PollingLease extends AsyncDisposable {
  readonly held: boolean;
  /** Aborted when it is lost; a new one for each time that it is held. */
  readonly lost: AbortSignal;
}

const lengthMs = 9_000;
const renewMs = 3_000;

/** Takes the lease as soon as it is free, and keeps it. */
export async function keepLease(
  poller: TelegramStore['poller'],
  botId: number,
  holder: string,
  logger: Logger,
): Promise<PollingLease> {
  let held = false;
  let losing = new AbortController();

  async function renew(): Promise<void> {
    try {
      const has = await poller.take(botId, holder, lengthMs);
      if (has && !held) losing = new AbortController();
      if (!has && held) losing.abort();
      if (has !== held)
        logger.info({ held: has }, has ? 'this process polls Telegram' : 'another process polls Telegram');
      held = has;
    } catch (error) {
      // While the store is down nobody else can take it either.
      logger.debug({ error }, 'the polling lease could not be renewed');
    }
  }

  await renew();
  let renewing = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renew();
  }, renewMs);
  return {
    get held() {
      return held;
    },
    get lost() {
      return losing.signal;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await renewing;
      if (held)
        await poller
          .release(botId, holder)
          .catch((error: unknown) => logger.debug({ error }, 'the polling lease runs out by itself'));
      held = false;
    },
  };
}
