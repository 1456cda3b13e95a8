import type { Pages } from '@pinwheel/pinning';
import { and, inArray } from 'drizzle-orm';
import type { Connection } from '../../connection.js';
import { pins } from '../../schema/index.js';
import { isStanding, shownPins } from '../../store/pins.js';
import { chatPages } from './chats.js';
import { messagePages } from './messages.js';
import { operationPages } from './operations.js';
import { planPages } from './plans.js';

export const pagesIn = (db: Connection): Pages => ({
  ...chatPages(db),
  ...operationPages(db),
  ...messagePages(db),
  ...planPages(db),
  standingPins: async (chatIds, now) =>
    chatIds.length === 0 ? [] : shownPins(db, and(inArray(pins.chatId, [...chatIds]), isStanding(now))),
});
