import { isTimeZone } from './zone.js';

/** Places that people name and whose zone has another name. */
const otherNames: Record<string, string> = {
  brasilia: 'America/Sao_Paulo',
  brt: 'America/Sao_Paulo',
  'gmt 3': 'America/Sao_Paulo',
  'utc 3': 'America/Sao_Paulo',
  brazil: 'America/Sao_Paulo',
  brasil: 'America/Sao_Paulo',
  'rio de janeiro': 'America/Sao_Paulo',
  'belo horizonte': 'America/Sao_Paulo',
  'porto alegre': 'America/Sao_Paulo',
  curitiba: 'America/Sao_Paulo',
  salvador: 'America/Bahia',
  natal: 'America/Fortaleza',
  'fernando de noronha': 'America/Noronha',
  argentina: 'America/Buenos_Aires',
  portugal: 'Europe/Lisbon',
  lisboa: 'Europe/Lisbon',
  porto: 'Europe/Lisbon',
  londres: 'Europe/London',
  'nova york': 'America/New_York',
  'nova iorque': 'America/New_York',
  toquio: 'Asia/Tokyo',
};

/** The time zones whose names come nearest to what somebody typed, best first: `Sao Paolo` finds America/Sao_Paulo. */
export function nearestTimeZones(name: string, count = 3): string[] {
  const asked = plain(name);
  const known = [...Object.entries(otherNames), ...Intl.supportedValuesOf('timeZone').flatMap(namesOfZone)];
  const ranked = known
    .map(([place, zone]) => ({ zone, distance: distanceOf(asked, place) }))
    .sort((a, b) => a.distance - b.distance || a.zone.localeCompare(b.zone));
  const exact = isTimeZone(name) ? [name] : [];
  return [...new Set([...exact, ...ranked.map(({ zone }) => zone)])].slice(0, count);
}

function namesOfZone(zone: string): [string, string][] {
  const city = zone.slice(zone.lastIndexOf('/') + 1);
  return [
    [plain(zone), zone],
    [plain(city), zone],
  ];
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9+/]+/g, ' ')
    .trim();
}

/** How many letters differ, in proportion: one wrong letter weighs more in a short name. */
function distanceOf(asked: string, place: string): number {
  return editDistance(asked, place) / Math.max(asked.length, place.length, 1);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
