import { dayNumberOf, existsInCalendar } from '../time/calendar.js';
import { type Instant, instantOfWallTime, type WallTime } from '../time/zone.js';
import { into, type Reader, token } from './phrase.js';
import type { Meaning } from './reading.js';

interface Moment {
  wall: WallTime;
  /** Milliseconds that clocks there are ahead of UTC; null for the chat's own zone. */
  offset: number | null;
}

/** `2026-12-25T09:00`, also with seconds, and with `Z` or an offset. */
export const exactMoment: Reader<Meaning> = into(token(momentOf), ({ wall, offset }) => ({
  complete: true,
  resolve: ({ now, zone }, words) => {
    if (!existsInCalendar(wall)) return { kind: 'no_such_day', words };
    const at = offset === null ? instantOfWallTime(wall, zone) : instantAtOffset(wall, offset);
    return at > now ? { kind: 'once', at } : { kind: 'past', at, words };
  },
}));

function momentOf(text: string): Moment | null {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)t([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.0+)?)?(z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/.exec(
      text,
    );
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? 0)) as Six;
  return {
    wall: { year, month, day, hour, minute, second },
    offset: match[7] === undefined ? null : offsetOf(match[7]),
  };
}

type Six = [number, number, number, number, number, number];

function offsetOf(text: string): number {
  if (text === 'z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

function instantAtOffset(wall: WallTime, offset: number): Instant {
  return dayNumberOf(wall) * 86_400_000 + ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1_000 - offset;
}
