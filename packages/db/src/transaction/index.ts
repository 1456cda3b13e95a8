import type { Transaction } from '@pinwheel/pinning';
import type { Connection } from '../connection.js';
import { noteHappenings } from '../http/note.js';
import { queueIn } from '../http/program-queue.js';
import { boardsIn } from './boards.js';
import { budgetIn } from './budget.js';
import { commandsIn } from './commands.js';
import { deedsIn } from './deeds.js';
import { driftIn } from './drift.js';
import { messagesIn } from './messages.js';
import { noticesIn } from './notices.js';
import { operationsIn } from './operations.js';
import { pinsIn } from './pins.js';
import { plansIn } from './plans.js';
import { rotationsIn } from './rotations.js';
import { schedulesIn } from './schedules.js';
import { settingsIn } from './settings.js';

/**
 * Rows are locked `for no key update`: two lockers wait for each other, but the foreign keys of messages that are
 * heard meanwhile do not wait for a locked chat.
 */
export const transactionOn = (db: Connection, slots: number): Transaction => ({
  ...boardsIn(db, slots),
  ...budgetIn(db),
  ...messagesIn(db),
  ...commandsIn(db),
  ...operationsIn(db),
  ...pinsIn(db),
  ...deedsIn(db),
  ...driftIn(db),
  ...schedulesIn(db),
  ...plansIn(db),
  ...rotationsIn(db),
  ...queueIn(db),
  ...noticesIn(db),
  ...settingsIn(db),
  note: (happenings, now) => noteHappenings(db, happenings, now),
});
