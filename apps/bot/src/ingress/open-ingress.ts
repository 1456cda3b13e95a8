import type { ArrivedUpdate } from '@pinwheel/db';
import type { Update } from 'grammy/types';
import { carryOut, giveUp } from '../commands/dispatch.js';
import { setMenus } from '../commands/menus.js';
import type { Reception } from '../reception.js';
import type { Arrivals } from './arrivals.js';
import { carryThrough, type Effort } from './carry-through.js';
import { setWebhook, takingDelivered } from './delivered.js';
import { Lanes } from './lanes.js';
import type { HearingLease } from './lease.js';
import { startHearing } from './hearing.js';
import { receivingOf } from './receive.js';
import { tidy } from './tidy.js';
import { answerWithoutStore } from './without-store.js';

export interface Ingress extends AsyncDisposable {
  /** Resolves if Telegram refuses the token. */
  readonly refused: Promise<void>;
  /** Answers what can be answered without the store, of what it does not take. It comes again. */
  withoutStore(updates: readonly ArrivedUpdate[]): void;
}

/** Hears what people say and has it carried out. `arrivals` tells of what came by the webhook, where there is one. */
export function openIngress(reception: Reception, lease: HearingLease, arrivals: Arrivals): Ingress {
  const { api, config, deps, telegram } = reception.bot;
  const { logger, clock } = deps;
  const { updates } = telegram;
  const answered = new Set<number>();
  const effort = effortOf(reception, answered);
  const lanes = new Lanes((update, closing) => carryThrough(effort, update, closing));
  const take: Lanes['take'] = (taken) => lanes.take(taken);
  const takeOpen = () => lanes.takeOpen(() => updates.open());
  const withoutStore = answerWithoutStore(reception, answered);

  let refuse = (): void => {};
  const refused = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  const hearing = startHearing({
    ...{ lease, logger },
    async prepare() {
      await introduce(reception);
      void tidy(reception.bot);
      // What an earlier process left undone goes first.
      await takeOpen();
    },
    receive: config.webhook
      ? takingDelivered({ api, webhook: config.webhook, arrivals, logger, takeOpen })
      : receivingOf({ api, updates, clock, take, takeOpen, withoutStore }),
    onUnauthorized() {
      const what = 'nothing is heard until it is replaced and the bot restarted';
      logger.error({}, `Telegram refuses TELEGRAM_BOT_TOKEN (401): ${what}`);
      refuse();
    },
  });

  return {
    refused,
    withoutStore: (unstored) => withoutStore(unstored as readonly Update[]),
    async [Symbol.asyncDispose]() {
      await hearing[Symbol.asyncDispose]();
      await lanes[Symbol.asyncDispose]();
    },
  };
}

/** `answered` are those that need nothing more when they come. */
function effortOf(reception: Reception, answered: ReadonlySet<number>): Effort {
  const { deps, telegram } = reception.bot;
  return {
    updates: telegram.updates,
    clock: deps.clock,
    logger: deps.logger,
    newId: () => deps.ids.unique().slice(0, 8),
    carryOut: async (update) => {
      if (!answered.has(update.updateId)) await carryOut(reception, update);
    },
    giveUp: (update, id) => giveUp(reception, update, id),
  };
}

/** Learns who we are, and tells Telegram how we hear and what we can do. */
async function introduce(reception: Reception): Promise<void> {
  const { api, config, deps } = reception.bot;
  const { username } = await api.getMe();
  reception.username = username.toLowerCase();
  if (config.webhook) await setWebhook(api, config.webhook);
  else await api.deleteWebhook();
  await setMenus(api).catch((error: unknown) => deps.logger.warn({ error }, 'the menus stay as they are'));
}
