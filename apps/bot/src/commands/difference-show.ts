import { formatRef, type Instant } from '@pinwheel/domain';
import { type AgendaDifference, type AgendaEntry, outlookDays } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import { dotted, type Html, lines, rich } from '../ui/html.js';
import { showChat } from '../ui/show.js';
import { showTime, showTimeOnly } from '../ui/time.js';
import { showConflict } from './agenda-conflict.js';
import { describeEntry, subjectOf } from './agenda-entry.js';

/** More lines make a question that nobody reads to its end. */
const shownLines = 8;
/** Of what one schedule or rotation does in one way: what comes every hour must not hide the others. */
const shownOfOne = 4;

interface Line {
  entry: AgendaEntry;
  /** What becomes of it. */
  mark: string;
  at: Instant;
  /** Something is in the way that was not: that is read first. */
  warns: boolean;
  shown: Html;
}

/** What becomes of the agenda: a line for each thing, what is not shown counted. */
export function showDifference(difference: AgendaDifference, ask: Ask): Html {
  const { differences: words } = ask.say;
  const found = linesOf(difference, ask).toSorted((a, b) => Number(b.warns) - Number(a.warns) || a.at - b.at);
  const [first] = found;
  if (!first) return words.nothing();
  const { chat } = first.entry;
  const chats = new Set(found.map(({ entry }) => entry.chat.id)).size;
  const shown = fewOfEach(found).slice(0, shownLines);
  return lines(
    words.coming(outlookDays, chats === 1 ? words.inChat(showChat(chat), chat.timeZone) : words.inChats(chats)),
    ...shown.map((line) => line.shown),
    found.length > shown.length ? words.more(found.length - shown.length) : null,
  );
}

/** Whether something is in the way of what a change brings. */
export const warns = ({ added, hindered }: AgendaDifference): boolean => hindered.length > 0 || added.some(isHindered);

function linesOf(difference: AgendaDifference, ask: Ask): Line[] {
  const { differences: words } = ask.say;
  const { added, gone, moved, replaced, hindered, freed } = difference;
  const isAlone = new Set(Object.values(difference).flat().map(chatOf)).size === 1;
  const time = ({ at, chat }: AgendaEntry) =>
    rich`${(isAlone ? showTimeOnly : showTime)(at, chat.timeZone, ask.language)}`;
  const told = (entry: AgendaEntry, what = describeEntry(entry, ask)) =>
    dotted(time(entry), what, refOf(entry), isAlone ? null : rich`${formatRef('chat', entry.chat.id)}`);
  const whole = (entry: AgendaEntry, what?: Html) => dotted(told(entry, what), ...conflictsOf(entry, ask));
  const turn = ({ was, is }: { was: AgendaEntry; is: AgendaEntry }) =>
    whole(is, words.replaced(subjectOf(is, ask), subjectOf(was, ask)));
  const line = (mark: string, entry: AgendaEntry, shown: Html, isWarning = false): Line => ({
    ...{ mark, entry, at: entry.at, shown, warns: isWarning },
  });
  return [
    ...gone.map((entry) => line('gone', entry, words.gone(told(entry)))),
    ...added.map((entry) => line('added', entry, words.added(whole(entry)), isHindered(entry))),
    ...moved.map(({ was, is }) => line('moved', was, words.moved(time(was), whole(is)), isHindered(is))),
    ...replaced.map((change) => line('replaced', change.is, words.turns(turn(change)))),
    ...hindered.map(({ is }) => line('hindered', is, words.hindered(whole(is)), true)),
    ...freed.map(({ is }) => line('freed', is, words.freed(told(is)))),
  ];
}

function fewOfEach(found: readonly Line[]): Line[] {
  const counts = new Map<string, number>();
  return found.filter(({ mark, warns: isWarning, entry: { cause, chat } }) => {
    const of = `${mark} ${isWarning} ${cause.kind} ${cause.id} ${chat.id}`;
    const count = (counts.get(of) ?? 0) + 1;
    counts.set(of, count);
    return count <= shownOfOne;
  });
}

const chatOf = (part: AgendaEntry | { is: AgendaEntry }): number => ('is' in part ? part.is : part).chat.id;

const isHindered = ({ conflicts }: AgendaEntry): boolean => conflicts.length > 0;

/** null of a schedule that is not there yet. */
const refOf = ({ cause }: AgendaEntry): Html | null =>
  cause.id === 0 ? null : rich`${formatRef(cause.kind, cause.id)}`;

const conflictsOf = ({ conflicts, chat }: AgendaEntry, ask: Ask): Html[] =>
  conflicts.map((conflict) => showConflict(conflict, chat.timeZone, ask));
