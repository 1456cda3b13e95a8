import type { TelegramStore } from '@pinwheel/db';
import type { Deps } from '@pinwheel/pinning';
import type { Queues } from '@pinwheel/queue';
import { createAdmins } from './access/admins.js';
import { offerStartCode } from './access/start-code.js';
import { connectTelegram } from './api/connect.js';
import type { Bot, BotConfig } from './bot.js';
import { carryOut, giveUp } from './commands/dispatch.js';
import { setMenus } from './commands/menus.js';
import { openLanes } from './ingress/lanes.js';
import { keepLease } from './ingress/lease.js';
import { startPolling } from './ingress/poller.js';
import { answerWithoutStore } from './ingress/without-store.js';
import type { Reception } from './reception.js';
import { workReports } from './reports/work-reports.js';

export interface BotNeeds {
  deps: Deps;
  telegram: TelegramStore;
  queues: Pick<Queues, 'workReports' | 'ping'>;
}

export interface RunningBot extends AsyncDisposable {
  /** Resolves if Telegram refuses the token: nothing more is heard from then on. */
  readonly refused: Promise<void>;
}

/** Starts the admin bot. Telegram need not be reachable now; the database must be. */
export async function startBot(config: BotConfig, { deps, telegram, queues }: BotNeeds): Promise<RunningBot> {
  const { logger, clock, ids } = deps;
  const api = connectTelegram(config.token, config.apiRoot);
  const bot: Bot = { config, deps, telegram, api, queues };
  const admins = createAdmins(bot);
  const startCode = await offerStartCode(bot, admins);
  const me = { username: '' };
  const reception: Reception = { bot, admins, startCode, username: () => me.username };
  let refuse = () => {};
  const refused = new Promise<void>((resolve) => {
    refuse = resolve;
  });

  const answered = new Set<number>();
  const lanes = openLanes({
    ...{ updates: telegram.updates, clock, logger, newId: () => ids.unique().slice(0, 8) },
    carryOut: async (update) => {
      if (!answered.has(update.updateId)) await carryOut(reception, update);
    },
    giveUp: (update, id) => giveUp(reception, update, id),
  });
  const lease = await keepLease(telegram.poller, Number(config.token.split(':')[0]), ids.unique(), logger);
  const reports = workReports(bot, queues, () => lease.held);
  const polling = startPolling({
    ...{ api, lease, clock, logger, updates: telegram.updates },
    take: lanes.take,
    async prepare() {
      const { username } = await api.getMe();
      me.username = username.toLowerCase();
      await api.deleteWebhook();
      for (const nicety of [setMenus(api), forgetOld(bot)])
        await nicety.catch((error: unknown) => logger.warn({ error }, 'menus or old updates stay as they are'));
    },
    withoutStore: answerWithoutStore(reception, answered),
    onUnauthorized() {
      logger.error(
        {},
        'Telegram refuses TELEGRAM_BOT_TOKEN (401): nothing is heard until it is replaced and the bot restarted',
      );
      refuse();
    },
  });

  return {
    refused,
    async [Symbol.asyncDispose]() {
      startCode[Symbol.dispose]();
      await polling[Symbol.asyncDispose]();
      await Promise.all([lanes[Symbol.asyncDispose](), reports[Symbol.asyncDispose]()]);
      await lease[Symbol.asyncDispose]();
    },
  };
}

const keptMs = 30 * 86_400_000;

async function forgetOld({ telegram, deps }: Bot): Promise<void> {
  const before = deps.clock.now() - keptMs;
  await telegram.updates.forgetBefore(before);
  await telegram.actions.forgetBefore(before);
}
