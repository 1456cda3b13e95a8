import type { Admins } from './access/admins.js';
import type { StartCode } from './access/start-code.js';
import type { Bot } from './bot.js';

/** Where updates arrive. */
export interface Reception {
  bot: Bot;
  admins: Admins;
  startCode: StartCode;
  /** Ours, in lower case: `/pin@another_bot` is not for us. Known before the first update comes. */
  username: string;
}
