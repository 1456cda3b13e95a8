import { type CalendarEvent, type Timeline, timelinePng, writeCalendar } from '@pinwheel/agenda';
import { formatRef, type Instant } from '@pinwheel/domain';
import type { AgendaSpan, ForeseenChat } from '@pinwheel/pinning';
import { InputFile } from 'grammy';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { excerpt, textOf } from '../ui/html.js';
import { labelOf } from '../ui/show.js';
import { wallClock } from '../ui/time.js';
import { showConflict } from './agenda-conflict.js';

export interface Outlook {
  chats: readonly ForeseenChat[];
  from: Instant;
  until: Instant;
  days: number;
}

/** Longer ones are cut by the picture itself. */
const longestLabel = 80;
/** Of a chat so many conflicts are drawn: the text has them all. */
const mostConflicts = 5;

/** The slots of each chat as bars, day by day. */
export async function agendaPicture(bot: Bot, ask: Ask, { chats, from, until, days }: Outlook): Promise<Answer> {
  const planned = chats.filter(({ spans, entries }) => spans.length > 0 || entries.length > 0);
  const zones = new Set(planned.map(({ chat }) => chat.timeZone));
  const zone = zones.size === 1 ? [...zones][0]! : bot.deps.timeZone;
  const words = ask.say.agenda;
  const timeline: Timeline = {
    ...{ from, until, zone, empty: textOf(words.empty()) },
    title: `${textOf(words.title(days))} · ${wallClock(from, zone, ask.language)} (${zone})`,
    chats: planned.map((each) => ({
      name: `${formatRef('chat', each.chat.id)} ${each.chat.name}`,
      slots: each.slots,
      spans: each.spans.map((span) => ({ ...span, label: subjectOf(span, ask) })),
      conflicts: conflictsOf(each, ask).slice(0, mostConflicts),
    })),
  };
  const file = new InputFile(await timelinePng(timeline), 'agenda.png');
  await bot.api.sendPhoto(ask.telegramChatId, file, { caption: textOf(words.title(days)) });
  return { text: words.drawn(planned.length) };
}

/** Every pin of each chat from when until when, for the calendar that people have anyway. */
export async function agendaCalendar(bot: Bot, ask: Ask, { chats, from, until }: Outlook): Promise<Answer> {
  const words = ask.say.agenda;
  const events = chats.flatMap((each) => each.spans.map((span) => eventOf(each, span, ask)));
  if (events.length === 0) return { text: words.empty() };
  const calendar = writeCalendar({ name: 'Pinwheel', until, at: from, events });
  await bot.api.sendDocument(ask.telegramChatId, new InputFile(Buffer.from(calendar), 'pinwheel-agenda.ics'));
  return { text: words.exported(events.length) };
}

function eventOf({ chat }: ForeseenChat, span: AgendaSpan, ask: Ask): CalendarEvent {
  const { slot, from, until, cause, message } = span;
  const words = ask.say.agenda;
  const source = cause ? formatRef(cause.kind, cause.id) : `m${message?.id ?? 0}`;
  return {
    id: `${source}-${chat.id}-${slot}-${from}`,
    ...{ from, until, title: `📌 ${chat.name}: ${subjectOf(span, ask)}` },
    details: [
      `${formatRef('chat', chat.id)} ${chat.name}`,
      textOf(words.slot(slot)),
      ...(cause ? [formatRef(cause.kind, cause.id)] : []),
    ].join('\n'),
  };
}

function conflictsOf({ chat, entries }: ForeseenChat, ask: Ask): { at: Instant; label: string }[] {
  return entries.flatMap(({ at, cause, conflicts }) =>
    conflicts.map((conflict) => {
      const why = textOf(showConflict(conflict, chat.timeZone, ask));
      return { at, label: `${wallClock(at, chat.timeZone, ask.language)} ${formatRef(cause.kind, cause.id)}: ${why}` };
    }),
  );
}

function subjectOf({ message, text }: AgendaSpan, { say }: Ask): string {
  if (message) return labelOf(message, say, longestLabel);
  return text === null ? textOf(say.agenda.nothing()) : excerpt(text, longestLabel);
}
