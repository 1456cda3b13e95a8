import { type Instant, instantOfWallTime, wallTimeAt } from '@pinwheel/domain';

/** More than this many marks stand too close to be read. */
const mostTicks = 16;

/** Midnights of a zone, day before month; every so many days that not too many are marked. */
export function dayTicks(from: Instant, until: Instant, zone: string): { at: Instant; label: string }[] {
  const midnights: { at: Instant; label: string }[] = [];
  const { year, month, day } = wallTimeAt(from, zone);
  for (let days = 0; ; days += 1) {
    const date = new Date(Date.UTC(year, month - 1, day + days));
    const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const at = instantOfWallTime({ year: y, month: m, day: d, hour: 0, minute: 0, second: 0 }, zone);
    if (at >= until) break;
    if (at >= from) midnights.push({ at, label: `${two(d)}/${two(m)}` });
  }
  const every = Math.ceil(midnights.length / mostTicks);
  return midnights.filter((_, index) => index % every === 0);
}

const two = (number: number): string => String(number).padStart(2, '0');
