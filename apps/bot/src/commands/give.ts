import type { Admin, StoredUpdate } from '@pinwheel/db';
import type { Ask, AskOrigin } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import type { Replies } from '../ui/screen.js';
import type { CommandName } from './names.js';
import { maySay } from './permit.js';
import { commands } from './table.js';

/** Gives a command, if the role reaches for it. */
export async function give(bot: Bot, ask: Ask, name: keyof typeof commands): Promise<Answer> {
  const command = commands[name];
  return maySay(ask.admin, command) ? command.run(bot, ask) : { text: ask.say.access.notYours() };
}

/** The commands that the role reaches for. */
export const allowedTo = (admin: Pick<Admin, 'role'>): CommandName[] =>
  Object.values(commands)
    .filter((command) => maySay(admin, command))
    .map(({ name }) => name);

export type AskBasics = Omit<AskOrigin, 'line' | 'text' | 'replyTo' | 'chosenChatId' | 'hasMedia'>;

/** What an ask has of the update that it came with. */
export function askBasics(
  { telegram, deps }: Bot,
  update: StoredUpdate,
  admin: Admin,
  chat: { id: number; type: string },
): AskBasics {
  return {
    source: `telegram:${update.updateId}`,
    updateId: update.updateId,
    saidAt: update.receivedAt,
    admin,
    telegramChatId: chat.id,
    isPrivate: chat.type === 'private',
    hasBegun: () => update.begun,
    async begin() {
      const { begun } = update;
      update.begun = true;
      if (!begun) await telegram.updates.markBegun(update.updateId, deps.clock.now());
      return begun;
    },
  };
}

export function repliesOf({ telegram }: Bot, { updateId, replies }: StoredUpdate): Replies {
  return { ids: replies, save: (ids) => telegram.updates.saveReplies(updateId, ids) };
}
