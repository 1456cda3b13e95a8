export type LengthUnit = 'hour' | 'minute' | 'second';

const unitLengths: readonly [LengthUnit, number][] = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A length of time in whole units, largest first, without those that are zero. Days are left as hours: they vary. */
export function lengthParts(ms: number): { unit: LengthUnit; count: number }[] {
  const parts: { unit: LengthUnit; count: number }[] = [];
  let rest = ms;
  for (const [unit, length] of unitLengths) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push({ unit, count });
  }
  return parts;
}

/** The same, with whole days before it, where a day is a day of the calendar. */
export function lengthWithDays(days: number, ms: number): { unit: LengthUnit | 'day'; count: number }[] {
  return [...(days > 0 ? [{ unit: 'day' as const, count: days }] : []), ...lengthParts(ms)];
}
