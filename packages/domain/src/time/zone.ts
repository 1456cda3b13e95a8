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
/** A week, in ms: no zone has changed its clocks and changed them back within so short a time; Ramadan is the shortest. */
const stretchLength = 7 * dayLength;
/** Of one zone. */
const mostStretches = 10_000;
/** By zone and stretch; null where the clocks change within it. */
const offsets = new Map<string, Map<number, number | null>>();

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
  const shown = new Date(wholeSeconds(instant) + offsetAt(instant, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    weekday: (shown.getUTCDay() || 7) as Weekday,
  };
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

/** What clocks are ahead of UTC, in ms. Asked for many times over: kept for stretches in which it does not change. */
function offsetAt(instant: Instant, zone: string): number {
  const stretch = Math.floor(instant / stretchLength);
  const known = offsetsOf(zone);
  let offset = known.get(stretch);
  if (offset === undefined) {
    const [first, last] = [stretch * stretchLength, (stretch + 1) * stretchLength - 1_000].map((at) =>
      shownOffset(at, zone),
    );
    offset = first === last ? first! : null;
    known.set(stretch, offset);
  }
  return offset ?? shownOffset(instant, zone);
}

function offsetsOf(zone: string): Map<number, number | null> {
  const known = offsets.get(zone);
  if (known && known.size < mostStretches) return known;
  const fresh = new Map<number, number | null>();
  offsets.set(zone, fresh);
  return fresh;
}

function shownOffset(instant: Instant, zone: string): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) shown[type] = Number(value);
  return utcOf(shown as unknown as WallTime) - wholeSeconds(instant);
}

const wholeSeconds = (instant: Instant): number => Math.floor(instant / 1_000) * 1_000;

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
