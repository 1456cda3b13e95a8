import { numbers, type Unit, units } from './lexicon.js';
import { into, keyOf, longest, maybe, phraseOf, provided, type Reader, sequence, token, unbroken } from './phrase.js';

/** A length of time: whole days apart from the rest, as a day may have 23 hours. `ms` is without the days. */
export interface Length {
  days: number;
  ms: number;
}

interface Part {
  unit: Unit;
  count: number;
}

export const dayLength = 86_400_000;
export const unitLengths: Record<Unit, number> = {
  week: 7 * dayLength,
  day: dayLength,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
};

export const unit = keyOf(units);
export const count = longest(
  token((text) => (/^\d{1,5}$/.test(text) ? Number(text) : null)),
  keyOf(numbers),
);

const separatePart: Reader<Part[]> = into(
  unbroken(sequence(count, unit, maybe(phraseOf('andAHalf')))),
  ([many, of, half]) => [{ unit: of, count: many + (half ? 0.5 : 0) }],
);
const halfPart: Reader<Part[]> = into(sequence(phraseOf('half'), unit), ([, of]) => [{ unit: of, count: 0.5 }]);
const joinedParts: Reader<Part[]> = token(partsOfToken);
const somePart = longest(separatePart, halfPart, joinedParts);

/** `2h`, `1h30`, `90 minutes`, `2 days and 3 hours`, `uma hora e meia`: each unit smaller than the one before it. */
export const length: Reader<Length> = provided(
  (phrase, at) => {
    let read = somePart(phrase, at);
    while (read) {
      const more = nextPart(phrase, read.next);
      if (!more || !isDescending([...read.value, ...more.value])) break;
      read = { value: [...read.value, ...more.value], next: more.next };
    }
    return read;
  },
  (parts) => (isDescending(parts) ? lengthOf(parts) : null),
);
const nextPart: Reader<Part[]> = into(sequence(maybe(phraseOf('and')), somePart), ([, parts]) => parts);

/** `3 days` alone, so that a time of day may follow. */
export const wholeDays: Reader<number> = provided(longest(separatePart, joinedParts), (parts) => {
  const { days, ms } = lengthOf(parts);
  return ms === 0 && isDescending(parts) ? days : null;
});

export const totalOf = ({ days, ms }: Length): number => days * dayLength + ms;

/** `1h30` and `2d12h`; the minutes after an hour may go without their unit. */
function partsOfToken(text: string): Part[] | null {
  const clock = /^(\d{1,5})h([0-5]\d)$/.exec(text);
  if (clock) {
    return [
      { unit: 'hour', count: Number(clock[1]) },
      { unit: 'minute', count: Number(clock[2]) },
    ];
  }
  if (!/^(\d{1,5}[a-z]+)+$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+)([a-z]+)/g)].map(([, many, of]) => ({
    unit: units.get(of!),
    count: Number(many),
  }));
  return parts.every((part): part is Part => part.unit !== undefined) ? parts : null;
}

function isDescending(parts: readonly Part[]): boolean {
  return parts.every(({ unit: of }, index) => index === 0 || unitLengths[of] < unitLengths[parts[index - 1]!.unit]);
}

function lengthOf(parts: readonly Part[]): Length {
  const total: Length = { days: 0, ms: 0 };
  for (const { unit: of, count: many } of parts) {
    const days = (many * unitLengths[of]) / dayLength;
    if (of === 'week' || of === 'day') total.days += Math.floor(days);
    total.ms += of === 'week' || of === 'day' ? (days % 1) * dayLength : many * unitLengths[of];
  }
  return total;
}
