import { formatRef } from '@pinwheel/domain';
import type { AgendaEntry, PlannedEntry } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import { dotted, type Html, rich } from '../ui/html.js';
import { showMessage, showText } from '../ui/show.js';
import { showTime, showTimeOnly } from '../ui/time.js';
import { showConflict } from './agenda-conflict.js';

/** One line of the agenda. */
export function showEntry(entry: AgendaEntry, ask: Ask): Html {
  const words = ask.say.agenda;
  const { at, chat, cause, slot, movedFrom, conflicts, goesOn } = entry;
  return dotted(
    rich`${showTime(at, chat.timeZone, ask.language)}`,
    describeEntry(entry, ask),
    rich`${formatRef(cause.kind, cause.id)}`,
    slot === null ? null : words.slot(slot),
    movedFrom === null ? null : ask.say.schedules.putOff(showTimeOnly(movedFrom, chat.timeZone, ask.language)),
    ...conflicts.map((conflict) => showConflict(conflict, chat.timeZone, ask)),
    goesOn ? words.goesOn() : null,
  );
}

/** What happens, and to what. */
export const describeEntry = (entry: PlannedEntry, ask: Ask): Html =>
  ask.say.agenda.entry[entry.what](subjectOf(entry, ask));

export function subjectOf({ message, text }: PlannedEntry, ask: Ask): Html {
  if (message) return showMessage(message, ask, 40);
  return text === null ? ask.say.agenda.nothing() : showText(text);
}
