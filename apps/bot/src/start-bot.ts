import type { TelegramStore } from '@pinwheel/db';
import type { Announcements, Deps, Tokens, Trail } from '@pinwheel/pinning';
import type { Queues } from '@pinwheel/queue';
import { createAdmins } from './access/admins.js';
import { offerStartCode } from './access/start-code.js';
import { connectTelegram } from './api/connect.js';
import { createEnding } from './api/ending.js';
import type { Bot, BotConfig } from './bot.js';
import { Arrivals } from './ingress/arrivals.js';
import { KeptLease } from './ingress/lease.js';
import { type Ingress, openIngress } from './ingress/open-ingress.js';
import { keepTidy } from './ingress/tidy.js';
import { workReports } from './reports/work-reports.js';

export interface BotNeeds {
  deps: Deps;
  telegram: TelegramStore;
  tokens: Tokens;
  announcements: Announcements;
  trail: Trail;
  queues: Pick<Queues, 'workReports' | 'ping'>;
}

export type RunningBot = Ingress;

/** Starts the admin bot. Telegram need not be reachable now; the database must be. */
export async function startBot(config: BotConfig, needs: BotNeeds): Promise<RunningBot> {
  const ending = createEnding();
  const { deps, telegram, queues } = needs;
  const api = connectTelegram(config.token, config.apiRoot, ending);
  const id = botId(config.token);
  const bot: Bot = { ...needs, id, config, api };
  const admins = createAdmins(bot);
  const startCode = await offerStartCode(bot, admins);
  const arrivals = new Arrivals();
  const lease = new KeptLease(telegram.poller, id, deps.logger, config.webhook ? arrivals.say : undefined);
  const tidying = keepTidy(bot, lease);
  const reports = workReports(bot, admins, queues, () => lease.held);
  const ingress = openIngress({ bot, admins, startCode, username: '' }, lease, arrivals);

  return {
    ...ingress,
    async [Symbol.asyncDispose]() {
      ending.begin();
      startCode[Symbol.dispose]();
      tidying[Symbol.dispose]();
      await Promise.all([ingress[Symbol.asyncDispose](), reports[Symbol.asyncDispose]()]);
      await lease[Symbol.asyncDispose]();
    },
  };
}

/** A token begins with the bot's numeric id. */
const botId = (token: string): number => Number(token.split(':')[0]);
