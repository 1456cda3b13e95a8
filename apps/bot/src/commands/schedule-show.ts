import {
  type Chat,
  comingOccurrences,
  describeRule,
  formatRef,
  type Instant,
  isSuspended,
  type Schedule,
  type ScheduledAction,
} from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import { showChat, showHold, showMessage, showText } from '../ui/show.js';
import { showTime, showTimeSoon } from '../ui/time.js';
import { chooseChat } from './choose-chat.js';

const usuallyShown = 3;

/** A schedule with the next moments at which it will fire. */
export async function showSchedule(
  bot: Bot,
  ask: Ask,
  schedule: Schedule,
  chat: Chat,
  moments = usuallyShown,
): Promise<Html> {
  const words = ask.say.schedules;
  const coming = comingOccurrences(schedule, moments);
  return lines(
    words.created(rich`<b>${formatRef('schedule', schedule.id)}</b>`, showChat(chat)),
    await showAction(bot, ask, schedule.action, chat),
    words.rule(describeRule(schedule.rule, ask.language, chat.timeZone)),
    nextLine(ask, schedule, chat, coming, bot.deps.clock.now()),
    ...coming.slice(1).map((at) => words.afterwards(showTime(at, chat.timeZone, ask.language))),
  );
}

function nextLine(ask: Ask, schedule: Schedule, chat: Chat, [first]: readonly Instant[], now: Instant): Html {
  if (schedule.state === 'paused') return pauseLine(ask, schedule);
  return first === undefined
    ? ask.say.schedules.noNext()
    : ask.say.schedules.next(showTimeSoon(first, now, chat.timeZone, ask.language));
}

/** Why it stands still: somebody wants that, or we may not act there. */
export const pauseLine = ({ say }: Ask, plan: Pick<Schedule, 'state' | 'pausedBecause'>): Html =>
  isSuspended(plan) ? say.schedules.suspended() : say.schedules.paused();

async function showAction({ deps }: Bot, ask: Ask, action: ScheduledAction, chat: Chat): Promise<Html> {
  const words = ask.say.schedules;
  if (action.kind === 'unpin_all') return words.unpinsAll();
  if (action.kind === 'unpin') return words.unpins(await nameOf(action.messageId));
  const hold = showHold(action.hold, chat.timeZone, ask);
  const slot = action.slot === null ? '' : rich` · ${ask.say.agenda.slot(action.slot)}`;
  if (action.target.kind === 'text') return rich`${words.posts(showText(action.target.text))} ${hold}${slot}`;
  return rich`${words.pins(await nameOf(action.target.messageId))} ${hold}${slot}`;

  async function nameOf(id: number): Promise<Html> {
    const message = await deps.store.findMessage(id);
    return message ? showMessage(message, ask) : rich`${formatRef('message', id)}`;
  }
}

/** Those of one chat, if one was said, else of all. */
export async function listSchedules(bot: Bot, ask: Ask, chatSaid: string | null): Promise<Answer> {
  const { store, clock } = bot.deps;
  const choice = chatSaid === null ? null : await chooseChat(bot, ask, chatSaid);
  if (choice?.kind === 'answer') return choice.answer;
  const chats = choice ? [choice.chat] : await store.chats(clock.now());
  const shown: Html[] = [];
  for (const chat of chats)
    for (const schedule of await store.schedules(chat.id))
      if (schedule.state === 'active' || schedule.state === 'paused')
        shown.push(await showSchedule(bot, ask, schedule, chat, 1));
  if (shown.length === 0) return { text: ask.say.schedules.none() };
  return { text: paragraphs(ask.say.schedules.title(), ...shown) };
}
