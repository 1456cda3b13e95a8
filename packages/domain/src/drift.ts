import type { Actor } from './actor.js';
import { type Board, comingSlots, isStanding, type Pin } from './board.js';
import type { ChatSettings } from './chat-settings.js';
import type { Instant } from './time/index.js';

/** Why a pin ended before it ran out. `taken_down` and `evicted` are the doing of people on phones, not of an admin of ours. */
export type PinEnd = 'unpinned' | 'replaced' | 'taken_down' | 'evicted' | 'message_deleted' | 'renewed';

/** A pin and how it came to be as it is: the facts from which what is wanted and what is shown follow. */
export interface PinRecord extends Pin {
  by: Actor;
  end: PinEnd | null;
  /** Who took it down, if anybody's hand did. */
  endedBy: Actor | null;
  /** When an admin said that it need not stand any more, whatever phones show. */
  letGoAt: Instant | null;
}

/** A pin that is wanted and that phones do not show. */
export interface LostPin extends PinRecord {
  /** `ran_out`: WhatsApp's time ended before our hold, and it could not be renewed in time. */
  loss: 'taken_down' | 'evicted' | 'ran_out';
  lostAt: Instant;
}

/** Whether it is to stand: put up for one of ours, its hold not over, and nobody of ours has ended it. */
export function isWanted(record: PinRecord, now: Instant): boolean {
  const { by, end, letGoAt, holdUntil } = record;
  const isOurs = by.kind !== 'person';
  const isUp = end === null || end === 'taken_down' || end === 'evicted';
  return isOurs && isUp && letGoAt === null && (holdUntil === null || holdUntil > now);
}

/**
 * The difference between what admins want on a board and what WhatsApp shows, by the time of the loss. `records` are
 * all that stand or are wanted. A message that stands is shown, whoever put it up; of one that was lost more than once
 * the last loss counts.
 */
export function driftOf(records: readonly PinRecord[], now: Instant): LostPin[] {
  const shown = new Set(records.filter((record) => isStanding(record, now)).map(({ messageId }) => messageId));
  const lost = new Map<number, LostPin>();
  for (const record of records.toSorted((a, b) => a.pinnedAt - b.pinnedAt || a.id - b.id))
    if (isWanted(record, now) && !shown.has(record.messageId)) lost.set(record.messageId, lossOf(record));
  return [...lost.values()].toSorted((a, b) => a.lostAt - b.lostAt || a.id - b.id);
}

function lossOf(record: PinRecord): LostPin {
  const { end, endedAt, expiresAt } = record;
  if (endedAt !== null && (end === 'taken_down' || end === 'evicted')) return { ...record, loss: end, lostAt: endedAt };
  return { ...record, loss: 'ran_out', lostAt: expiresAt };
}

/** `wait`: whoever looks after holds does it. `leave`: nobody wants to hear of it. */
export type DriftStep = 'wait' | 'leave' | 'tell' | 'repair' | 'repairs_spent' | 'no_room';

/** What is to be done about a lost pin. `repairs` counts those of the chat in the last 24 hours: we do not fight people. */
export function stepFor(
  { loss }: Pick<LostPin, 'loss'>,
  { drift, repairsADay }: Pick<ChatSettings, 'drift' | 'repairsADay'>,
  repairs: number,
  board: Board,
  now: Instant,
): DriftStep {
  if (loss === 'ran_out') return 'wait';
  if (drift === 'off') return 'leave';
  if (drift === 'observe') return 'tell';
  if (repairs >= repairsADay) return 'repairs_spent';
  return comingSlots(board, now).size < board.slots ? 'repair' : 'no_room';
}

/** A hand that takes down and puts up again within this time, in ms, has changed nothing. */
export const settlingDelay = 30_000;
