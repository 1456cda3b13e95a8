import { type CreateSchedule, draftSchedule, type ScheduleRefusal } from './create-schedule.js';
import type { Deps } from './deps.js';
import { type AgendaEntry, foreseeChat, type ForeseenChat } from './foresee.js';

/** What a change would make of an agenda. */
export interface AgendaDifference {
  added: AgendaEntry[];
  /** Entries, of the change or of others, for which something is in the way that was not before. */
  conflicts: AgendaEntry[];
}

export type PreviewScheduleReply =
  | { kind: 'foreseen'; difference: AgendaDifference }
  | { kind: 'refused'; why: ScheduleRefusal };

/** So far one looks ahead for what a schedule would be in the way of, in ms: 90 days. */
const outlook = 90 * 86_400_000;

/** The id of a schedule that is not there yet. */
const none = 0;

/** What a schedule would change, before anything is saved: by the same functions that will fire it. */
export async function previewSchedule(
  deps: Deps,
  request: Omit<CreateSchedule, 'source' | 'reportTo'>,
): Promise<PreviewScheduleReply> {
  const draft = await draftSchedule(deps, deps.store, request);
  if (draft.kind === 'refused') return draft;
  const { chat, schedule } = draft;
  const until = deps.clock.now() + outlook;
  const before = await foreseeChat(deps, chat, until);
  const after = await foreseeChat(deps, chat, until, { also: [{ ...schedule, id: none }] });
  return { kind: 'foreseen', difference: differenceOf(before, after) };
}

function differenceOf(before: ForeseenChat, after: ForeseenChat): AgendaDifference {
  const known = new Map(before.entries.map((entry) => [nameOf(entry), entry]));
  const added = after.entries.filter((entry) => !known.has(nameOf(entry)));
  const conflicts = after.entries.filter(
    (entry) => entry.conflicts.length > (known.get(nameOf(entry))?.conflicts.length ?? 0),
  );
  return { added, conflicts };
}

const nameOf = ({ cause, what, at }: AgendaEntry): string => `${cause.kind} ${cause.id} ${what} ${at}`;
