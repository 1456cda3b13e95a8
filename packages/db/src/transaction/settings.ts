import type { SettingsTransaction } from '@pinwheel/pinning';
import { eq } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { chats } from '../schema/index.js';

export const settingsIn = (db: Connection): SettingsTransaction => ({
  async saveSettings(chatId, settings) {
    const [saved] = await db.update(chats).set(settings).where(eq(chats.id, chatId)).returning();
    return saved ?? null;
  },
});
