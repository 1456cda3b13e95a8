import { formatRef, type Instant } from '@pinwheel/domain';
import { changeSchedule, moveSchedule, type MoveSchedule, type ScheduleChange } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { rich, paragraphs } from '../ui/html.js';
import { misunderstood } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { showSchedule } from './schedule-show.js';

const changes: readonly ScheduleChange[] = ['pause', 'resume', 'now', 'skip', 'delete'];

export const isChange = (word: string | null): word is ScheduleChange =>
  (changes as readonly (string | null)[]).includes(word);

interface Circumstances {
  /** What is to be skipped. The next one where not given. */
  occurrence?: Instant;
  /** It may have been done already, by a run that was cut short. */
  isSecond?: boolean;
}

/** Changes a schedule and shows how it stands then. */
export async function alterSchedule(
  bot: Bot,
  ask: Ask,
  id: number,
  change: ScheduleChange,
  { occurrence, isSecond = false }: Circumstances = {},
): Promise<Answer> {
  const ref = formatRef('schedule', id);
  // A second run must not leave out the occurrence after the one that was skipped.
  if (change === 'skip' && isSecond) return lookAtSchedule(bot, ask, id);
  const wish = { id, change, source: ask.source, ...(occurrence !== undefined && { occurrence }) };
  const reply = await changeSchedule(bot.deps, wish);
  const said = changed[change](ask, ref);
  if (reply.kind === 'gone') return change === 'delete' && isSecond ? { text: said } : gone(ask, ref);
  if (reply.kind === 'over') return { text: ask.say.schedules.over(ref) };
  if (change === 'delete') return { text: said };
  const chat = await bot.deps.store.findChat(reply.schedule.chatId);
  if (!chat) return gone(ask, ref);
  return { text: paragraphs(said, await showSchedule(bot, ask, reply.schedule, chat)) };
}

/** Gives it another time, and shows how it stands then. */
export async function moveNow(bot: Bot, ask: Ask, { id, rule, words }: MoveSchedule): Promise<Answer> {
  const ref = formatRef('schedule', id);
  const reply = await moveSchedule(bot.deps, { id, rule, words });
  if (reply.kind === 'gone') return gone(ask, ref);
  if (reply.kind === 'no_occurrence') return { text: sayRefusal(reply, bot.deps, ask) };
  const chat = await bot.deps.store.findChat(reply.schedule.chatId);
  if (!chat) return gone(ask, ref);
  const shown = await showSchedule(bot, ask, reply.schedule, chat);
  return { text: paragraphs(ask.say.schedules.moved(rich`${ref}`), shown) };
}

const changed: {
  readonly [C in ScheduleChange]: (ask: Ask, ref: string) => ReturnType<Ask['say']['schedules']['pausedNow']>;
} = {
  pause: ({ say }, ref) => say.schedules.pausedNow(rich`${ref}`),
  resume: ({ say }, ref) => say.schedules.resumed(rich`${ref}`),
  now: ({ say }, ref) => say.schedules.firedNow(rich`${ref}`),
  skip: ({ say }, ref) => say.schedules.skipped(rich`${ref}`),
  delete: ({ say }, ref) => say.schedules.deleted(rich`${ref}`),
};

/** How it stands, with the next times. */
export async function lookAtSchedule(bot: Bot, ask: Ask, id: number): Promise<Answer> {
  const schedule = await bot.deps.store.findSchedule(id);
  const chat = schedule && (await bot.deps.store.findChat(schedule.chatId));
  if (!schedule || !chat || schedule.state === 'deleted') return gone(ask, formatRef('schedule', id));
  return { text: await showSchedule(bot, ask, schedule, chat) };
}

const gone = (ask: Ask, ref: string): Answer => misunderstood(ask, { kind: 'ref_gone', word: ref }).answer;
