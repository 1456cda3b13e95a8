export type { Call } from './bot-api.js';
export type { Fault } from './faults.js';
export type { CallbackAnswer } from './methods/callback-queries.js';
export type { SeesOptions } from './people/screen.js';
export type { SendOptions, SimulatedGroup, SimulatedUser } from './people/simulated-user.js';
export { renderChat, type ShownButton, type ShownMessage } from './people/shown-message.js';
export { startTelegramSimulator, type SimulatorOptions, type TelegramSimulator } from './telegram-simulator.js';
