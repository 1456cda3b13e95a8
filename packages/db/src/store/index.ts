import type { Store } from '@pinwheel/pinning';
import type { Pool } from '../connection.js';
import { transactionOn } from '../transaction/index.js';
import { putOffIn } from './budget.js';
import { chatsIn } from './chats.js';
import { findCommandsIn } from './commands.js';
import { driftIn } from './drift.js';
import { heardChatsIn } from './heard-chats.js';
import { heardMessagesIn } from './heard-messages.js';
import { messagesIn } from './messages.js';
import { noticesIn } from './notices.js';
import { pinsIn } from './pins.js';
import { plannedChatsIn } from './planned-chats.js';
import { plansIn } from './plans.js';
import { wakesIn } from './wakes.js';

export interface StoreSettings {
  /** Places for pins in a chat. */
  slots: number;
  /** IANA name, for new chats. */
  timeZone: string;
}

export const storeIn = ({ client, drizzle, transaction }: Pool, { slots, timeZone }: StoreSettings): Store => ({
  transaction: (work) => transaction((db) => work(transactionOn(db, slots))),
  ...chatsIn(drizzle),
  ...putOffIn(drizzle),
  ...messagesIn(drizzle),
  ...pinsIn(drizzle),
  ...driftIn(drizzle),
  ...noticesIn(drizzle),
  ...plansIn(drizzle),
  ...plannedChatsIn(drizzle),
  ...findCommandsIn(drizzle),
  ...wakesIn(drizzle),
  ...heardChatsIn(client, timeZone),
  ...heardMessagesIn(client, timeZone),
});
