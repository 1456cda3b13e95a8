import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { withoutValues } from '../errors.js';
import { type TelegramActions, telegramActionsIn } from './actions.js';
import { type TelegramAdmins, telegramAdminsIn } from './admins.js';
import { type TelegramPoller, telegramPollerIn } from './poller.js';
import { type TelegramRelays, telegramRelaysIn } from './relays.js';
import { type TelegramStartCodes, telegramStartCodesIn } from './start-codes.js';
import { type TelegramStrangers, telegramStrangersIn } from './strangers.js';
import { type TelegramUpdates, telegramUpdatesIn } from './updates.js';

export type { NewAction, NewCard, Tap, TapOutcome } from './actions.js';
export type { Admin, NewAdmin } from './admins.js';
export type { PollerHold } from './poller.js';
export type { Redemption } from './start-codes.js';
export { newUpdate } from './updates.js';
export type { ArrivedUpdate, NewUpdate, StoredUpdate, TelegramUpdates } from './updates.js';

/** What the Telegram side keeps. */
export interface TelegramStore {
  updates: TelegramUpdates;
  poller: TelegramPoller;
  admins: TelegramAdmins;
  startCodes: TelegramStartCodes;
  strangers: TelegramStrangers;
  actions: TelegramActions;
  relays: TelegramRelays;
}

export function telegramStoreIn(db: NodePgDatabase): TelegramStore {
  return {
    updates: withoutValues(telegramUpdatesIn(db)),
    poller: withoutValues(telegramPollerIn(db)),
    admins: withoutValues(telegramAdminsIn(db)),
    startCodes: withoutValues(telegramStartCodesIn(db)),
    strangers: withoutValues(telegramStrangersIn(db)),
    actions: withoutValues(telegramActionsIn(db)),
    relays: withoutValues(telegramRelaysIn(db)),
  };
}
