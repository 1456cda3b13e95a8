import type { Chat, ChatSettings } from '@pinwheel/domain';

export interface SettingsTransaction {
  /** Changes the given ones. @returns the chat as it is then; null if it is gone */
  saveSettings(chatId: number, settings: Partial<ChatSettings>): Promise<Chat | null>;
}
