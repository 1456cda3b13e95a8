import type { Bot } from './bot.js';
import type { Messages } from './text/messages.js';
import type { Html } from './ui/html.js';

/** What is to be done first, where no account of WhatsApp is linked. */
export async function linkFirst({ deps }: Pick<Bot, 'deps'>, { access }: Messages): Promise<Html | null> {
  const instances = await deps.instances.all();
  return instances.some(({ state }) => state === 'linked') ? null : access.linkFirst();
}
