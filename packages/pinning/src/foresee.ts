import type { Chat, Conflict, Hold, Instant, Message, PlannedChange } from '@pinwheel/domain';
import { forecast } from '@pinwheel/domain';
import { type Causes, type ChatPlans, planName, plansOf } from './chat-plans.js';
import type { Deps } from './deps.js';
import { foreseePin } from './foresee-pin.js';
import { foreseeRotation } from './foresee-rotation.js';
import { foreseeSchedule } from './foresee-schedule.js';

/** Something that is planned for a chat, or comes by itself. */
export interface PlannedEntry {
  at: Instant;
  chat: Chat;
  slot: number | null;
  what: 'pin' | 'unpin' | 'unpin_all' | 'swap' | 'turn' | 'hold_ends' | 'expires' | 'renewal';
  message: Message | null;
  /** What makes room for it. */
  leaves: Message | null;
  /** When its rule has it, where quiet hours move it; null where it comes when it is planned. */
  movedFrom: Instant | null;
  /** A text that will be posted first. */
  text: string | null;
  cause:
    | { kind: 'schedule'; id: number }
    | { kind: 'rotation'; id: number; name: string }
    | { kind: 'pin'; id: number };
}

/** What is planned, as things will stand then. */
export interface AgendaEntry extends PlannedEntry {
  /** Why it will not come about, or not then, as things stand. */
  conflicts: readonly Conflict[];
  /** The last one shown of a cause that goes on beyond it. */
  goesOn: boolean;
}

/** What is shown of something that is up for a while. */
export interface AgendaSpan {
  slot: number;
  from: Instant;
  /** null: beyond what was asked for. */
  until: Instant | null;
  message: Message | null;
  text: string | null;
  /** null for what stands already, or is on its way. */
  cause: AgendaEntry['cause'] | null;
}

export interface ForeseenChat {
  chat: Chat;
  /** More than the chat is to have, where people's pins are beyond those. */
  slots: number;
  /** In order of time. */
  entries: AgendaEntry[];
  /** Slot by slot, in order of time. */
  spans: AgendaSpan[];
}

/** A message's id, or a name for a text that is not posted yet: two pins of one name are pins of one message. */
export type Named = number | string;

/** An entry, and what it does to the board. */
export interface Foreseen {
  at: Instant;
  /** As in `PlannedChange`. */
  mayWait: boolean;
  change:
    | { kind: 'pin'; subject: Named; hold: Hold; slot: number | null; replaces: readonly Named[] }
    | { kind: 'unpin'; subjects: readonly Named[] | 'all' }
    | { kind: 'seen' };
  entry: PlannedEntry;
}

/** How far one looks ahead of each schedule and rotation. */
export interface Reach {
  until: Instant;
  most: number;
}

/** Of one schedule or rotation so many are looked at: one that occurs every minute has half a million a year. */
const mostForeseen = 500;

/** What will happen in a chat until a moment, and what will stand in its slots, by the same functions that fire. */
export const foreseeChat = async (deps: Deps, chat: Chat, until: Instant): Promise<ForeseenChat> =>
  foreseePlans(deps, await plansOf(deps, chat), until);

/** The same, for plans that may be supposed only. */
export async function foreseePlans(deps: Deps, plans: ChatPlans, until: Instant): Promise<ForeseenChat> {
  const { chat, board, seen, waiting } = plans;
  // One more, to know whether it goes on.
  const planned = await foreseeCauses(deps, plans, { until, most: mostForeseen + 1 });
  const changes = planned.flatMap((ofOne) => within(ofOne, until)).toSorted((a, b) => a.at - b.at);
  const numbered = numberTexts(changes);
  const { timeZone: zone, quietHours, changesADay } = chat;
  const rules = { zone, quietHours, changesADay, seen, waiting };
  const { spans, conflicts } = forecast(board, numbered, deps.clock.now(), rules);
  return {
    chat,
    slots: Math.max(board.slots, ...spans.map(({ slot }) => slot)),
    entries: changes.map(({ entry, goesOn }) => ({ ...entry, goesOn, conflicts: conflicts.get(entry) ?? [] })),
    spans: await Promise.all(
      spans
        .filter(({ from }) => from <= until)
        .map(async ({ slot, from, until: end, subject, cause }) => ({
          ...{ slot, from, until: end !== null && end <= until ? end : null },
          message: cause === null ? await deps.store.findMessage(subject) : cause.message,
          text: cause?.text ?? null,
          cause: cause?.cause ?? null,
        })),
    ),
  };
}

/** What each schedule, rotation and standing pin of a chat will do, in order of time, whatever the others do. */
export async function foreseeCauses(
  deps: Deps,
  { chat, schedules, rotations, pins }: Causes,
  reach: Reach,
): Promise<Foreseen[][]> {
  const planned = await Promise.all([
    ...schedules.map((schedule) => foreseeSchedule(deps, chat, schedule, reach)),
    ...rotations.map((rotation) => foreseeRotation(deps, chat, rotation, reach)),
  ]);
  return [...planned, ...pins.map((pin) => foreseePin(chat, pin))];
}

/** Texts have no message yet: each gets a number that no message has. */
function numberTexts(changes: readonly Foreseen[]): PlannedChange<PlannedEntry>[] {
  const numbers = new Map<string, number>();
  const numberOf = (name: Named): number => {
    if (typeof name === 'number') return name;
    const number = numbers.get(name) ?? -1 - numbers.size;
    numbers.set(name, number);
    return number;
  };
  return changes.map(({ at, mayWait, change, entry: cause }) => {
    const plan = planName(cause.cause);
    switch (change.kind) {
      case 'pin': {
        const { subject, replaces, ...pin } = change;
        return {
          at,
          mayWait,
          cause,
          plan,
          change: { ...pin, subject: numberOf(subject), replaces: replaces.map(numberOf) },
        };
      }
      case 'unpin': {
        const subjects = change.subjects === 'all' ? 'all' : change.subjects.map(numberOf);
        return { at, mayWait, cause, plan, change: { kind: 'unpin', subjects } };
      }
      case 'seen':
        return { at, mayWait, cause, plan, change };
    }
  });
}

/** What lies within the time, and whether its cause goes on beyond what is looked at. */
function within(foreseen: Foreseen[], until: Instant): (Foreseen & { goesOn: boolean })[] {
  const coming = foreseen.filter(({ at }) => at <= until);
  const shown = coming.slice(0, mostForeseen);
  return shown.map((each, index) => ({
    ...each,
    goesOn: index === shown.length - 1 && coming.length > shown.length,
  }));
}
