import type { Chat, ChatSettings, SettingFault } from '@pinwheel/domain';
import { settingFault } from '@pinwheel/domain';
import type { Deps } from './deps.js';

export type ChangeSettingsReply =
  | { kind: 'changed'; chat: Chat }
  | { kind: 'refused'; why: SettingFault | { kind: 'chat_gone' } };

/** What is planned already keeps the zone and the hold that it was planned with. */
export async function changeSettings(
  deps: Pick<Deps, 'store'>,
  { chatId, settings }: { chatId: number; settings: Partial<ChatSettings> },
): Promise<ChangeSettingsReply> {
  const fault = settingFault(settings);
  if (fault) return { kind: 'refused', why: fault };
  const chat = await deps.store.transaction((tx) => tx.saveSettings(chatId, settings));
  return chat ? { kind: 'changed', chat } : { kind: 'refused', why: { kind: 'chat_gone' } };
}
