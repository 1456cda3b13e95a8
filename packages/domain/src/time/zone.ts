/** Milliseconds since the epoch. */
export type Instant = number;

/** What clock and calendar show somewhere. Months count from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** As ISO 8601 counts: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const dayLength = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether `name` is a time zone of the IANA database, spelled as there. Abbreviations are not: `EST` is a zone
 * without summer time there, and nobody who types it means that.
 */
export function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Z][A-Za-z_]*(\/[A-Za-z0-9_+-]+)+)$/.test(name)) return false;
  try {
    const resolved = formatOf(name).resolvedOptions().timeZone;
    return resolved === name || resolved.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at an instant. Throws a RangeError for an unknown zone. */
export function wallTimeAt(instant: Instant, zone: string): WallTime & { weekday: Weekday } {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) shown[type] = Number(value);
  const { year, month, day, hour, minute, second } = shown as unknown as WallTime;
  return { year, month, day, hour, minute, second, weekday: weekdayOf({ year, month, day }) };
}

/**
 * The instant at which the clocks of a zone show `wall`. A time that is left out when clocks go forward is as much
 * later as it was asked into the gap (02:30 becomes 03:30); of a time that comes twice it is the first.
 */
export function instantOfWallTime(wall: WallTime, zone: string): Instant {
  const asUtc = utcOf(wall);
  const offsetBefore = offsetAt(asUtc - dayLength, zone);
  const offsetAfter = offsetAt(asUtc + dayLength, zone);
  const candidates = [asUtc - offsetBefore, asUtc - offsetAfter];
  return candidates.find((instant) => instant + offsetAt(instant, zone) === asUtc) ?? asUtc - offsetBefore;
}

function weekdayOf(date: Pick<WallTime, 'year' | 'month' | 'day'>): Weekday {
  return (new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay() || 7) as Weekday;
}

function offsetAt(instant: Instant, zone: string): number {
  return utcOf(wallTimeAt(instant, zone)) - Math.floor(instant / 1_000) * 1_000;
}

function utcOf(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
}

/** Making a format costs a hundred times what using it does. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
