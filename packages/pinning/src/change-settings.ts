import type { Chat, ChatSettings, SettingFault } from '@pinwheel/domain';
import { settingFault } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Wake } from './ports/wake.js';
import { replanSchedules } from './replan-schedules.js';

export type ChangeSettingsReply =
  | { kind: 'changed'; chat: Chat }
  | { kind: 'refused'; why: SettingFault | { kind: 'chat_gone' } };

/** What is planned already keeps the zone and the hold that it was planned with, and heeds new quiet hours. */
export async function changeSettings(
  deps: Pick<Deps, 'store' | 'waker' | 'logger'>,
  { chatId, settings }: { chatId: number; settings: Partial<ChatSettings> },
): Promise<ChangeSettingsReply> {
  const fault = settingFault(settings);
  if (fault) return { kind: 'refused', why: fault };
  const wakes: Wake[] = [];
  const chat = await deps.store.transaction(async (tx) => {
    const saved = await tx.saveSettings(chatId, settings);
    if (saved) wakes.push(...(await replanSchedules(tx, saved)));
    return saved;
  });
  await wakeAfterCommit(deps, wakes);
  return chat ? { kind: 'changed', chat } : { kind: 'refused', why: { kind: 'chat_gone' } };
}
