import {
  type Chat,
  comingOccurrences,
  describeRule,
  formatRef,
  type Instant,
  isSuspended,
  type Occurrence,
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
import { showTimetable } from './timetable-show.js';

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
  const coming = comingOccurrences(schedule, chat, moments);
  return lines(
    words.created(rich`<b>${formatRef('schedule', schedule.id)}</b>`, showChat(chat)),
    await showAction(bot, ask, schedule.action, chat),
    words.rule(describeRule(schedule.rule, ask.language, chat.timeZone)),
    showTimetable(schedule, chat, ask),
    nextLine(ask, schedule, chat, coming, bot.deps.clock.now()),
    ...coming
      .slice(1)
      .map((each) => putOff(words.afterwards(showTime(each.at, chat.timeZone, ask.language)), each, chat, ask)),
  );
}

function nextLine(ask: Ask, schedule: Schedule, chat: Chat, [first]: readonly Occurrence[], now: Instant): Html {
  const words = ask.say.schedules;
  if (schedule.state === 'paused') return pauseLine(ask, schedule);
  if (first === undefined) return words.noNext();
  return putOff(words.next(showTimeSoon(first.at, now, chat.timeZone, ask.language)), first, chat, ask);
}

/** Why it stands still: somebody wants that, or we may not act there. */
export const pauseLine = ({ say }: Ask, plan: Pick<Schedule, 'state' | 'pausedBecause'>): Html =>
  isSuspended(plan) ? say.schedules.suspended() : say.schedules.paused();

function putOff(shown: Html, { at, planned }: Occurrence, chat: Chat, { say, language }: Ask): Html {
  return at === planned ? shown : rich`${shown} (${say.schedules.putOff(showTime(planned, chat.timeZone, language))})`;
}

async function showAction({ deps }: Bot, ask: Ask, action: ScheduledAction, chat: Chat): Promise<Html> {
  const words = ask.say.schedules;
  if (action.kind === 'unpin_all') return words.unpinsAll();
  if (action.kind === 'unpin') return words.unpins(await nameOf(action.messageId));
  const hold = showHold(action.hold, chat.timeZone, ask);
  const { target } = action;
  const text = target.kind === 'text' ? showText(target.text) : null;
  const what = target.kind === 'text' ? showText(target.text) : await nameOf(target.messageId);
  if (action.kind === 'swap') {
    const out = await nameOf(action.out);
    return rich`${text ? words.swapsForPost(out, text) : words.swaps(out, what)} ${hold}`;
  }
  const slot = action.slot === null ? '' : rich` · ${ask.say.agenda.slot(action.slot)}`;
  return rich`${text ? words.posts(text) : words.pins(what)} ${hold}${slot}`;

  async function nameOf(id: number): Promise<Html> {
    const found = await deps.store.findMessage(id);
    return found ? showMessage(found, ask) : rich`${formatRef('message', id)}`;
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
