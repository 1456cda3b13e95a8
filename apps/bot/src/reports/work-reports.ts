import type { Queues } from '@pinwheel/queue';
import type { Admins } from '../access/admins.js';
import type { Bot } from '../bot.js';
import { inTurn } from './in-turn.js';
import { reportAnnouncement } from './report-announcement.js';
import { reportCommand } from './report-command.js';
import { reportLinking } from './report-linking.js';
import { tellNotices } from './tell-notices.js';

/** How often linkings are looked for whose wake-up was lost, in ms: a QR is of use for 20 s. */
const linkingSweepMs = 2_000;

/** Tells how things ended, woken by the queue; a linking is also found by looking. */
export function workReports(
  bot: Bot,
  admins: Pick<Admins, 'readersOf'>,
  queues: Pick<Queues, 'workReports'>,
  mayLook: () => boolean,
): AsyncDisposable {
  const turn = inTurn();
  const linking = (id: string) => turn(`linking ${id}`, () => reportLinking(bot, id));
  const command = async (id: string): Promise<void> => {
    const announcement = await bot.announcements.ofCommand(id);
    if (announcement === null) return turn(`command ${id}`, () => reportCommand(bot, id));
    // One message shows the results of all its chats.
    return turn(`announcement ${announcement}`, () => reportAnnouncement(bot, announcement));
  };
  const worker = queues.workReports(({ kind, id }) => {
    if (kind === 'linking') return linking(id);
    // All that wait are told together, whichever was woken.
    if (kind === 'notice') return turn('notices', () => tellNotices(bot, admins));
    return command(id);
  });
  void worker.resume();

  let looking = Promise.resolve();
  let idle = true;
  const timer = setInterval(() => {
    if (!idle || !mayLook()) return;
    idle = false;
    looking = look().finally(() => (idle = true));
  }, linkingSweepMs);

  async function look(): Promise<void> {
    try {
      for (const { id } of await bot.deps.instances.unreportedLinkings()) await linking(id);
    } catch (error) {
      bot.deps.logger.warn({ error }, 'linkings cannot be reported; trying again');
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
      await worker[Symbol.asyncDispose]();
    },
  };
}
