import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { HelpGroup } from '../text/en/help.js';
import type { Answer } from '../ui/buttons.js';
import type { CommandName } from './names.js';

/** A command: what it is called, who may give it, what it does. How it answers is what it returns. */
export interface Command {
  name: CommandName;
  /** Where /help lists it. */
  group: HelpGroup;
  /** The lowest role that may give it. */
  role: 'viewer' | 'editor' | 'manager' | 'owner';
  run(bot: Bot, ask: Ask): Promise<Answer>;
}
