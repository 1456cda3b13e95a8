import { type CalendarEvent, timelinePng, writeCalendar } from '@pinwheel/agenda';
import { type Conflict, formatRef, type Instant } from '@pinwheel/domain';
import type { AgendaSpan, ForeseenChat } from '@pinwheel/pinning';
import { instantOf } from '../json.js';

/** What is to come, and the time that was looked at. */
export interface Outlook {
  chats: readonly ForeseenChat[];
  from: Instant;
  until: Instant;
  /** For a picture of chats in several zones. */
  timeZone: string;
}

/** Of a chat so many conflicts are drawn: the agenda has them all. */
const mostConflicts = 5;

/** The slots of each chat as bars, day by day: a PNG. */
export function agendaPicture({ chats, from, until, timeZone }: Outlook): Promise<Uint8Array> {
  const zones = new Set(chats.map(({ chat }) => chat.timeZone));
  const zone = zones.size === 1 ? [...zones][0]! : timeZone;
  return timelinePng({
    ...{ from, until, zone, empty: 'Nothing is planned.' },
    title: `${instantOf(from)} – ${instantOf(until)} (${zone})`,
    chats: chats.map(({ chat, slots, spans, entries }) => ({
      name: `${formatRef('chat', chat.id)} ${chat.name}`,
      slots,
      spans: spans.map((span) => ({ ...span, label: subjectOf(span) })),
      conflicts: entries
        .flatMap(({ at, cause, conflicts }) =>
          conflicts.map((conflict) => ({ at, label: `${formatRef(cause.kind, cause.id)}: ${whyConflict(conflict)}` })),
        )
        .slice(0, mostConflicts),
    })),
  });
}

/** Every pin of each chat from when until when: iCalendar. */
export const agendaCalendar = ({ chats, from, until }: Outlook): string => {
  const events = chats.flatMap((each) => each.spans.map((span) => eventOf(each, span)));
  return writeCalendar({ name: 'Pinwheel', until, at: from, events });
};

function eventOf({ chat }: ForeseenChat, span: AgendaSpan): CalendarEvent {
  const { slot, from, until, cause, message } = span;
  const source = cause ? formatRef(cause.kind, cause.id) : formatRef('message', message?.id ?? 0);
  const place = `${formatRef('chat', chat.id)} ${chat.name}`;
  return {
    // As in the bot's calendar, for whoever imports both.
    id: `${source}-${chat.id}-${slot}-${from}`,
    ...{ from, until, title: `📌 ${chat.name}: ${subjectOf(span)}` },
    details: [place, `slot ${slot}`, source].join('\n'),
  };
}

/** In letters. */
const longestLabel = 80;

function subjectOf({ message, text }: AgendaSpan): string {
  if (message?.revokedAt != null) return 'deleted message';
  const words = (message?.text ?? text ?? message?.kind ?? 'nothing yet').replaceAll(/\s+/g, ' ').trim();
  const letters = [...words];
  return letters.length <= longestLabel ? words : `${letters.slice(0, longestLabel - 1).join('')}…`;
}

function whyConflict(conflict: Conflict): string {
  switch (conflict.kind) {
    case 'slot_taken':
      return `slot ${conflict.slot} will be taken`;
    case 'board_full':
      return 'no slot will be free';
    case 'slot_locked':
      return `slot ${conflict.slot} is locked`;
    case 'no_such_slot':
      return `there is no slot ${conflict.slot}`;
    case 'refused':
      return 'it will be refused';
    case 'quiet_hours':
      return `quiet hours until ${instantOf(conflict.until)}`;
    case 'over_budget':
      return `more than ${conflict.changesADay} changes in 24 hours, put off until ${instantOf(conflict.until)}`;
  }
}
