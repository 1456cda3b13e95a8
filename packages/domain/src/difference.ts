import type { Conflict } from './forecast.js';
import type { Instant } from './time/index.js';

/** How something that is planned is known again in another forecast. */
export interface Identity {
  /** Whose doing it is: only what one cause has planned is compared. */
  cause: string;
  /** What happens to what. */
  deed: string;
  at: Instant;
  /** When its rule has it: what quiet hours move is the same all the same. */
  planned: Instant;
  conflicts: readonly Conflict[];
}

export interface Change<E> {
  was: E;
  is: E;
}

/** What one forecast has otherwise than another, each part in order of time. */
export interface Difference<E> {
  added: E[];
  gone: E[];
  /** The same at another time. */
  moved: Change<E>[];
  /** Another at the same time. */
  replaced: Change<E>[];
  /** The same at the same time, with something in the way that was not before. */
  hindered: Change<E>[];
  /** The same at the same time, without something that was in the way before. */
  freed: Change<E>[];
}

/** Compares what is planned before a change and after it. */
export function differenceOf<E>(
  before: readonly E[],
  after: readonly E[],
  identify: (entry: E) => Identity,
): Difference<E> {
  const known = (entries: readonly E[]) => entries.map((entry) => ({ ...identify(entry), entry }));
  const [was, is] = [groupedBy(known(before), causeOf), groupedBy(known(after), causeOf)];
  const parts = [...new Set([...was.keys(), ...is.keys()])].map((cause) =>
    compare(was.get(cause) ?? [], is.get(cause) ?? []),
  );
  const entries = (part: 'added' | 'gone') =>
    parts
      .flatMap((each) => each[part])
      .toSorted((a, b) => a.at - b.at)
      .map(({ entry }) => entry);
  const changes = (part: Exclude<keyof Difference<E>, 'added' | 'gone'>) =>
    parts
      .flatMap((each) => each[part])
      .toSorted((a, b) => a.was.at - b.was.at)
      .map((change) => ({ was: change.was.entry, is: change.is.entry }));
  return {
    ...{ added: entries('added'), gone: entries('gone'), moved: changes('moved'), replaced: changes('replaced') },
    ...{ hindered: changes('hindered'), freed: changes('freed') },
  };
}

/** Whether nothing that is planned goes, comes at another time or makes room for another, and nothing gets in the way. */
export function isHarmless<E>(
  { added, gone, moved, replaced, hindered }: Difference<E>,
  identify: (entry: E) => Identity,
): boolean {
  const lost = gone.length + moved.length + replaced.length + hindered.length;
  return lost === 0 && added.every((entry) => identify(entry).conflicts.length === 0);
}

type Known<E> = Identity & { entry: E };

/** In the order of their certainty: the same at its time, another at that time, the same at another time. */
function compare<E>(before: Known<E>[], after: Known<E>[]): Difference<Known<E>> {
  const same = pairOff(before, after, ({ at, deed }) => `${at} ${deed}`);
  const turned = pairOff(same.before, same.after, ({ at }) => `${at}`);
  const delayed = pairOff(turned.before, turned.after, ({ planned, deed }) => `${planned} ${deed}`);
  const shifted = asOne(delayed);
  return {
    added: shifted.after,
    gone: shifted.before,
    moved: [...delayed.pairs, ...shifted.pairs],
    replaced: turned.pairs,
    hindered: same.pairs.filter(({ was, is }) => isNew(is, was)),
    freed: same.pairs.filter(({ was, is }) => isNew(was, is) && !isNew(is, was)),
  };
}

const causeOf = ({ cause }: Identity): string => cause;

function groupedBy<K>(entries: readonly K[], keyOf: (entry: K) => string): Map<string, K[]> {
  const groups = new Map<string, K[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry);
    else groups.set(keyOf(entry), [entry]);
  }
  return groups;
}

interface Paired<E> {
  pairs: Change<E>[];
  /** What has found no partner. */
  before: E[];
  after: E[];
}

function pairOff<E>(before: readonly E[], after: readonly E[], keyOf: (entry: E) => string): Paired<E> {
  const waiting = groupedBy(after, keyOf);
  const paired: Paired<E> = { pairs: [], before: [], after: [] };
  for (const was of before) {
    const is = waiting.get(keyOf(was))?.shift();
    if (is === undefined) paired.before.push(was);
    else paired.pairs.push({ was, is });
  }
  const taken = new Set(paired.pairs.map(({ is }) => is));
  paired.after = after.filter((is) => !taken.has(is));
  return paired;
}

/** What is left on both sides, where all of it has come to other times, one for one. */
function asOne<E extends Identity>({ before, after }: Paired<E>): Paired<E> {
  const isShift = before.length === after.length && before.every(({ deed }, n) => deed === after[n]!.deed);
  if (!isShift) return { pairs: [], before, after };
  return { pairs: before.map((was, n) => ({ was, is: after[n]! })), before: [], after: [] };
}

/** Whether one has something in its way that the other has not. */
function isNew({ conflicts }: Identity, { conflicts: others }: Identity): boolean {
  const known = new Set(others.map(kindOf));
  return conflicts.some((conflict) => !known.has(kindOf(conflict)));
}

const kindOf = (conflict: Conflict): string =>
  'slot' in conflict ? `${conflict.kind} ${conflict.slot}` : conflict.kind;
