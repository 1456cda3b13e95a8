import type { Board, Pin } from './board.js';
import { planPin, planUnpin, standingPins } from './board.js';
import { FutureBudget, type WaitingChange } from './future-budget.js';
import { holdEnd } from './hold.js';
import { isSettled, type OperationContent } from './operation.js';
import { type QuietHours, quietHoursAt } from './quiet-hours.js';
import type { Instant } from './time/index.js';
import type { Hold } from './when/index.js';

/** What is pinned: a message's id, or a negative number of the caller's for a text that is posted only then. */
export type Subject = number;

/** Something that is planned for a board, and the caller's own word for it. */
export interface PlannedChange<C> {
  at: Instant;
  cause: C;
  /** Who caused it may choose the moment: the quiet hours are for these and not for the end of a hold. */
  mayWait: boolean;
  /** What it is one occurrence of; null where there is no other. */
  plan?: string | null;
  change:
    | { kind: 'pin'; subject: Subject; hold: Hold; slot: number | null; replaces: readonly Subject[] }
    | { kind: 'unpin'; subjects: readonly Subject[] | 'all' }
    /** A renewal, or the end of a hold: the board has it from the pin itself, but the chat sees it. */
    | { kind: 'seen' };
}

/** A pin in its slot, for as long as it will be there. */
export interface Span<C> {
  slot: number;
  subject: Subject;
  from: Instant;
  /** null: longer than the forecast reaches. */
  until: Instant | null;
  /** null for what stands already, or is on its way. */
  cause: C | null;
}

export type Conflict =
  | { kind: 'slot_taken'; slot: number; by: Subject | null }
  | { kind: 'board_full'; slots: number }
  | { kind: 'slot_locked'; slot: number }
  | { kind: 'no_such_slot'; slot: number }
  /** Any other reason for which planning refuses it. */
  | { kind: 'refused' }
  | { kind: 'quiet_hours'; until: Instant }
  /** So many changes will have been seen in the 24 hours before that this one is put off. `until`: as things stand. */
  | { kind: 'over_budget'; changesADay: number; until: Instant };

export interface Forecast<C> {
  spans: Span<C>[];
  conflicts: Map<C, Conflict[]>;
}

export interface ForecastRules {
  /** IANA name. */
  zone: string;
  quietHours: QuietHours | null;
  /** The most changes in 24 hours that everybody in the chat sees. */
  changesADay: number;
  /** When it has seen changes in the last 24 hours, oldest first, and what waits for its budget, in order. */
  seen: readonly Instant[];
  waiting: readonly WaitingChange[];
}

/** Later than any date: a pin that is renewed as long as it is wanted. */
const never = 8_640_000_000_000_000;

/**
 * Plays what is planned on a board, by the functions that will plan it when its time has come: what they would refuse
 * then is a conflict now.
 *
 * @param changes in order of time
 */
export function forecast<C>(
  board: Board,
  changes: readonly PlannedChange<C>[],
  now: Instant,
  rules: ForecastRules,
): Forecast<C> {
  const play = new Play<C>(board, now);
  const conflicts = new Map<C, Conflict[]>();
  const { changesADay } = rules;
  const budget = new FutureBudget(changesADay, rules.seen, rules.waiting, now);
  const note = (cause: C, conflict: Conflict) => conflicts.set(cause, [...(conflicts.get(cause) ?? []), conflict]);
  for (const planned of changes) {
    const at = Math.max(planned.at, now);
    const quiet = quietHoursAt(rules.quietHours, at, rules.zone);
    if (quiet && planned.mayWait) note(planned.cause, { kind: 'quiet_hours', until: quiet.end });
    const putOff = (until: Instant) => note(planned.cause, { kind: 'over_budget', changesADay, until });
    const { plan = null } = planned;
    // A hold has its end, and a renewal its day.
    const isPressing = planned.change.kind === 'seen';
    if (!isPressing && budget.joins(plan, at, putOff)) continue;
    const played = play.change(planned, at);
    if (played.kind === 'conflict') {
      note(planned.cause, played.conflict);
      continue;
    }
    if (isPressing) budget.press(at, played.visible);
    else if (played.visible > 0) budget.ask(at, { plan, size: played.visible }, putOff);
  }
  budget.close();
  return { spans: play.spans(), conflicts };
}

type Played = { kind: 'done'; visible: number } | { kind: 'conflict'; conflict: Conflict };

class Play<C> {
  readonly #spans: Span<C>[] = [];
  #board: Board;

  constructor(board: Board, now: Instant) {
    // For whoever looks ahead a pin ends with its hold: WhatsApp's expiry before that is met by a renewal.
    const pins = standingPins(board, now).map((pin) => ({ ...pin, expiresAt: pin.holdUntil ?? never }));
    this.#board = { ...board, pins, underWay: [] };
    for (const { slot, messageId, pinnedAt, expiresAt } of pins)
      this.#spans.push({ slot, subject: messageId, from: pinnedAt, until: endOf(expiresAt), cause: null });
    for (const { content, ...operation } of board.underWay) if (!isSettled(operation)) this.#apply(content, now, null);
  }

  change({ change, cause }: PlannedChange<C>, at: Instant): Played {
    if (change.kind === 'seen') return { kind: 'done', visible: 1 };
    if (change.kind === 'unpin') return this.#unpin(change.subjects, at);
    const { subject: messageId, hold, slot, replaces: replace } = change;
    const plan = planPin(this.#board, { messageId, hold, slot, replace, again: true, initiative: 'plan' }, at);
    switch (plan.kind) {
      case 'planned':
        for (const content of plan.contents) this.#apply(content, at, cause);
        return { kind: 'done', visible: plan.contents.length + (messageId < 0 ? 1 : 0) };
      case 'slot_taken':
        return conflict({ kind: 'slot_taken', slot: plan.slot, by: plan.pin?.messageId ?? null });
      case 'board_full':
        return conflict({ kind: 'board_full', slots: plan.slots });
      case 'slot_locked':
        return conflict({ kind: 'slot_locked', slot: plan.slot });
      case 'no_such_slot':
        return conflict({ kind: 'no_such_slot', slot: plan.slot });
      default:
        return conflict({ kind: 'refused' });
    }
  }

  /** What is up at the same time is in slots of its own: later spans have not begun when an earlier one ends. */
  spans(): Span<C>[] {
    return this.#spans
      .filter(({ from, until }) => until === null || until > from)
      .toSorted((a, b) => a.slot - b.slot || a.from - b.from);
  }

  #unpin(subjects: readonly Subject[] | 'all', at: Instant): Played {
    const all = subjects === 'all' ? standingPins(this.#board, at).map(({ messageId }) => messageId) : subjects;
    const plan = planUnpin(this.#board, all, at);
    if (plan.kind !== 'planned') return { kind: 'done', visible: 0 };
    for (const content of plan.contents) this.#apply(content, at, null);
    return { kind: 'done', visible: plan.contents.length };
  }

  #apply(content: OperationContent, at: Instant, cause: C | null): void {
    if (content.kind !== 'pin' && content.kind !== 'unpin') return;
    const { messageId } = content;
    const others = this.#board.pins.filter((pin) => pin.messageId !== messageId);
    this.#close(messageId, at);
    if (content.kind === 'unpin') {
      this.#board = { ...this.#board, pins: others };
      return;
    }
    const expiresAt = holdEnd(content.hold, at) ?? never;
    const pin: Pin = {
      ...{ id: messageId, chatId: 0, messageId, slot: content.slot, pinnedAt: at },
      ...{ expiresAt, holdUntil: endOf(expiresAt), endedAt: null },
    };
    this.#board = { ...this.#board, pins: [...others, pin] };
    this.#spans.push({ slot: content.slot, subject: messageId, from: at, until: endOf(expiresAt), cause });
  }

  #close(subject: Subject, at: Instant): void {
    const last = this.#spans.findLast((span) => span.subject === subject);
    if (last && (last.until === null || last.until > at)) last.until = at;
  }
}

const conflict = (why: Conflict): Played => ({ kind: 'conflict', conflict: why });

const endOf = (expiresAt: Instant): Instant | null => (expiresAt === never ? null : expiresAt);
