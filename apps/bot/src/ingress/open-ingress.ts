import { carryOut, giveUp } from '../commands/dispatch.js';
import { setMenus } from '../commands/menus.js';
import type { Reception } from '../reception.js';
import { openLanes } from './lanes.js';
import type { PollingLease } from './lease.js';
import { startPolling } from './poller.js';
import { answerWithoutStore } from './without-store.js';

export interface Ingress extends AsyncDisposable {
  /** Resolves if Telegram refuses the token. */
  readonly refused: Promise<void>;
}

/** Hears what people say and has it carried out. */
export function openIngress(reception: Reception, lease: PollingLease): Ingress {
  const { api, deps, telegram } = reception.bot;
  const { logger, clock, ids } = deps;
  const common = { updates: telegram.updates, clock, logger };
  const answered = new Set<number>();
  const lanes = openLanes({
    ...common,
    newId: () => ids.unique().slice(0, 8),
    carryOut: async (update) => {
      if (!answered.has(update.updateId)) await carryOut(reception, update);
    },
    giveUp: (update, id) => giveUp(reception, update, id),
  });

  async function prepare(): Promise<void> {
    const { username } = await api.getMe();
    reception.username = username.toLowerCase();
    await api.deleteWebhook();
    await setMenus(api).catch((error: unknown) => logger.warn({ error }, 'the menus stay as they are'));
  }

  let refuse = (): void => {};
  const refused = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  const polling = startPolling({
    ...{ ...common, api, lease, prepare, take: lanes.take },
    withoutStore: answerWithoutStore(reception, answered),
    onUnauthorized() {
      const what = 'nothing is heard until it is replaced and the bot restarted';
      logger.error({}, `Telegram refuses TELEGRAM_BOT_TOKEN (401): ${what}`);
      refuse();
    },
  });

  return {
    refused,
    async [Symbol.asyncDispose]() {
      await polling[Symbol.asyncDispose]();
      await lanes[Symbol.asyncDispose]();
    },
  };
}
