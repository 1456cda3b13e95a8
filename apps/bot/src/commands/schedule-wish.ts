import type { Instant } from '@pinwheel/domain';
import { createSchedule, previewSchedule, type PreviewScheduleReply } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Action, Answer, Button, ScheduleWish } from '../ui/buttons.js';
import { paragraphs } from '../ui/html.js';
import { showDifference } from './difference-show.js';
import { sayRefusal } from './refuse.js';
import { showSchedule } from './schedule-show.js';

type Foreseen = Extract<PreviewScheduleReply, { kind: 'foreseen' }>;

/** Plans it at once if nothing is in its way, and it is in nobody's; else shows first what would be. */
export async function planWish(bot: Bot, ask: Ask, wish: ScheduleWish): Promise<Answer> {
  if (ask.hasBegun()) return save(bot, ask, wish);
  const preview = await foresee(bot, ask, wish);
  if (preview.kind === 'refused') return refused(bot, ask, wish, preview.why);
  return preview.harmless ? save(bot, ask, wish) : askFirst(ask, wish, preview);
}

/** Plans what was asked about, if it still does what was shown; else asks again. */
export async function confirmWish(
  bot: Bot,
  ask: Ask,
  { wish, until, shown }: Extract<Action, { kind: 'schedule' }>,
): Promise<Answer> {
  if (ask.hasBegun()) return save(bot, ask, wish);
  const preview = await foresee(bot, ask, wish, until);
  if (preview.kind === 'refused') return refused(bot, ask, wish, preview.why);
  if (showDifference(preview.difference, ask).markup === shown) return save(bot, ask, wish);
  const anew = await planWish(bot, ask, wish);
  return anew.question ? { ...anew, text: paragraphs(ask.say.differences.changedMeanwhile(), anew.text) } : anew;
}

const foresee = ({ deps }: Bot, { actor }: Ask, wish: ScheduleWish, until?: Instant): Promise<PreviewScheduleReply> =>
  previewSchedule(deps, { ...wish, actor }, until);

/** The button holds what was understood: its times are those of now, whenever it is tapped. */
function askFirst(ask: Ask, wish: ScheduleWish, { difference, until }: Foreseen): Answer {
  const words = ask.say.schedules;
  const shown = showDifference(difference, ask);
  const buttons: Button[] = [
    { label: words.anyway, action: { kind: 'schedule', wish, until, shown: shown.markup }, style: 'primary' },
    { label: ask.say.pins.leave, action: { kind: 'leave' } },
  ];
  return { text: paragraphs(words.collides(), shown, words.askAnyway()), buttons: [buttons], question: true };
}

async function save(bot: Bot, ask: Ask, wish: ScheduleWish): Promise<Answer> {
  await ask.begin();
  const { source, actor } = ask;
  const reportTo = { chatId: ask.telegramChatId, messageId: null, language: ask.language };
  const reply = await createSchedule(bot.deps, { ...wish, source, actor, reportTo });
  if (reply.kind === 'created') return { text: await showSchedule(bot, ask, reply.schedule, reply.chat) };
  return refused(bot, ask, wish, reply.why);
}

async function refused(
  { deps }: Bot,
  ask: Ask,
  { chatId }: ScheduleWish,
  why: Extract<PreviewScheduleReply, { kind: 'refused' }>['why'],
): Promise<Answer> {
  return { text: sayRefusal(why, (await deps.store.findChat(chatId)) ?? deps, ask) };
}
