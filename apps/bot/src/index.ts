export type { BotConfig } from './bot.js';
export { botConfigOf } from './bot-config.js';
export { type BotNeeds, type RunningBot, startBot } from './start-bot.js';
