import type { Chat, Instant, Message, Occurrence, Schedule, ScheduledAction } from '@pinwheel/domain';
import { comingPlanned, dueOccurrences } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { Foreseen, Reach } from './foresee.js';

export async function foreseeSchedule(deps: Deps, chat: Chat, schedule: Schedule, reach: Reach): Promise<Foreseen[]> {
  const { id, action, state } = schedule;
  if (state !== 'active') return [];
  const target = action.kind === 'pin' || action.kind === 'swap' ? action.target : null;
  const shown = {
    ...{ chat, slot: action.kind === 'pin' ? action.slot : null, what: action.kind },
    message: await messageOf(deps, action),
    leaves: action.kind === 'swap' ? await deps.store.findMessage(action.out) : null,
    text: target?.kind === 'text' ? target.text : null,
    cause: { kind: 'schedule' as const, id },
  };
  return comingOf(schedule, chat, deps.clock.now(), reach).map(({ at, planned }) => ({
    ...{ at, mayWait: schedule.ifQuiet !== 'anyway', change: changeOf(action, `s${id}@${at}`) },
    entry: { ...shown, at, movedFrom: at === planned ? null : planned },
  }));
}

/** What is due already and will be carried out at once, and what comes after it. */
function comingOf(schedule: Schedule, chat: Chat, now: Instant, { until, most }: Reach): Occurrence[] {
  const { carryOut, doneUntil } = dueOccurrences(schedule, now, chat);
  return [...carryOut, ...comingPlanned(schedule, doneUntil, chat, most, until)].slice(0, most);
}

/** `name`: of a text, which is posted anew at each occurrence. */
function changeOf(action: ScheduledAction, name: string): Foreseen['change'] {
  switch (action.kind) {
    case 'pin':
    case 'swap': {
      const { target, hold } = action;
      const subject = target.kind === 'message' ? target.messageId : name;
      const slot = action.kind === 'pin' ? action.slot : null;
      return { kind: 'pin', subject, hold, slot, replaces: action.kind === 'swap' ? [action.out] : [] };
    }
    case 'unpin':
      return { kind: 'unpin', subjects: [action.messageId] };
    case 'unpin_all':
      return { kind: 'unpin', subjects: 'all' };
  }
}

async function messageOf(deps: Deps, action: ScheduledAction): Promise<Message | null> {
  if (action.kind === 'unpin') return deps.store.findMessage(action.messageId);
  const isPinned = action.kind === 'pin' || action.kind === 'swap';
  if (isPinned && action.target.kind === 'message') return deps.store.findMessage(action.target.messageId);
  return null;
}
