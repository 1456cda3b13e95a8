import type { Instant } from '@pinwheel/domain';
import ical from 'ical-generator';

/** A pin in its slot, or a moment, as calendars show it. */
export interface CalendarEvent {
  /** Stays the same from one export to the next, so that a calendar that imports both shows it once. */
  id: string;
  from: Instant;
  /** null for what goes on; it is given until the end of what is exported. */
  until: Instant | null;
  title: string;
  details: string;
}

export interface Calendar {
  name: string;
  /** When what is exported ends. */
  until: Instant;
  /** When it was made. */
  at: Instant;
  events: readonly CalendarEvent[];
}

/** An iCalendar document (RFC 5545); all moments in UTC, which every calendar shows in its reader's zone. */
export function writeCalendar({ name, until, at, events }: Calendar): string {
  const calendar = ical({ name, prodId: { company: 'Pinwheel', product: 'agenda' } });
  for (const event of events)
    calendar.createEvent({
      id: `${event.id}@pinwheel`,
      stamp: new Date(at),
      start: new Date(event.from),
      end: new Date(event.until ?? until),
      summary: event.title,
      description: event.details,
    });
  return calendar.toString();
}
