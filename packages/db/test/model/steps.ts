import type { CatchUp, ChatSettings, DriftMode, Hold, QuietPolicy } from '@pinwheel/domain';
import fc from 'fast-check';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Numbers stand for whatever is there when the step is taken: the n-th message, schedule, and so on, counted round. */
export type Step =
  | { kind: 'pin'; message: number | 'text'; hold: Hold; slot: number | null; replace: number | null }
  | { kind: 'unpin'; what: number | 'all' }
  /** Telegram delivers the same update once more. */
  | { kind: 'again' }
  | {
      kind: 'schedule';
      action: PlannedAction;
      everyMs: number | null;
      inMs: number;
      policy: CatchUp['policy'];
      ifQuiet: QuietPolicy;
    }
  /** `staggerMs`: in two chats; null for one. */
  | {
      kind: 'rotation';
      items: readonly (number | 'text')[];
      everyMs: number;
      slot: number | null;
      shuffled: boolean;
      staggerMs: number | null;
    }
  | { kind: 'change_schedule'; which: number; change: 'pause' | 'resume' | 'now' | 'skip' | 'delete' }
  | { kind: 'change_rotation'; which: number; change: 'pause' | 'resume' | 'next' | 'delete' }
  | { kind: 'drift'; mode: DriftMode }
  | { kind: 'settings'; settings: Partial<ChatSettings> }
  | { kind: 'lock'; slot: number; locked: boolean }
  /** Time passes, and what is due is done at its time. */
  | { kind: 'pass'; ms: number }
  /** Time passes while nothing of ours runs. */
  | { kind: 'outage'; ms: number }
  | { kind: 'by_hand'; act: 'pin' | 'unpin' | 'delete'; message: number; days: 1 | 7 | 30 }
  /** The account loses its connection: nothing is heard or sent until it is back. */
  | { kind: 'disconnect' }
  | { kind: 'connect' }
  /** Something that was heard long ago is delivered once more. */
  | { kind: 'redeliver'; which: number }
  /** How WhatsApp treats the next attempts. */
  | { kind: 'refuse' }
  | { kind: 'silence'; times: number; arrives: boolean }
  /** The next attempt is its process's last, before or after WhatsApp has it; another comes up after a while. */
  | { kind: 'die'; arrives: boolean; downMs: number }
  /** Until time passes, everybody is woken twice at once. */
  | { kind: 'twice' };

export type PlannedAction =
  | { kind: 'pin'; message: number | 'text'; hold: Hold; slot: number | null }
  | { kind: 'unpin'; message: number }
  | { kind: 'unpin_all' }
  | { kind: 'swap'; out: number; message: number; hold: Hold };

type Of<U extends { kind: string }, K extends U['kind']> = Extract<U, { kind: K }>;
type Fields<T> = { [F in Exclude<keyof T, 'kind'>]: fc.Arbitrary<T[F]> };

/** With a prototype, as everything has that our own code makes. */
const stepOf = <K extends Step['kind']>(kind: K, fields: Fields<Of<Step, K>>): fc.Arbitrary<Of<Step, K>> =>
  fc.record({ kind: fc.constant(kind), ...fields }, { noNullPrototype: true }) as unknown as fc.Arbitrary<Of<Step, K>>;
const actionOf = <K extends PlannedAction['kind']>(kind: K, fields: Fields<Of<PlannedAction, K>>) =>
  fc.record({ kind: fc.constant(kind), ...fields }, { noNullPrototype: true }) as unknown as fc.Arbitrary<
    Of<PlannedAction, K>
  >;
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

const place = fc.nat({ max: 6 });
const subject = fc.oneof(often(5, place), often(1, fc.constant('text' as const)));
const slot = fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 });
const lengths = [20 * minute, 5 * hour, day, 3 * day, 7 * day, 12 * day, 30 * day, 50 * day];
const hold = fc.oneof(
  often(
    4,
    fc.constantFrom(...lengths).map((ms): Hold => ({ kind: 'length', ms })),
  ),
  often(1, fc.constant<Hold>({ kind: 'forever' })),
);
const action = fc.oneof(
  actionOf('pin', { message: subject, hold, slot }),
  actionOf('unpin', { message: place }),
  actionOf('unpin_all', {}),
  actionOf('swap', { out: place, message: place, hold }),
);
const every = fc.constantFrom(7 * hour, day, 3 * day, 7 * day);
const span = fc.constantFrom(minute, 40 * minute, 6 * hour, day, 4 * day, 10 * day, 24 * day);
const ifQuiet = fc.constantFrom<QuietPolicy>('move', 'skip', 'anyway');
const settings = fc.oneof<fc.Arbitrary<Partial<ChatSettings>>[]>(
  fc.constantFrom(null, 1, 2).map((slots) => ({ slots })),
  fc.constantFrom(0, 60, 7_200).map((changeGapSeconds) => ({ changeGapSeconds })),
  fc.constantFrom(1, 3, 20).map((changesADay) => ({ changesADay })),
  fc.constantFrom(null, { from: 22 * 60, to: 7 * 60 }).map((quietHours) => ({ quietHours })),
);
const policy = fc.constantFrom('skip', 'once', 'all');

export const step: fc.Arbitrary<Step> = fc.oneof(
  often<Step>(8, stepOf('pin', { message: subject, hold, slot, replace: fc.option(place) })),
  often(3, stepOf('unpin', { what: fc.oneof(place, fc.constant('all' as const)) })),
  often(1, stepOf('again', {})),
  often(4, stepOf('schedule', { action, everyMs: fc.option(every), inMs: span, policy, ifQuiet })),
  often(
    3,
    stepOf('rotation', {
      items: fc.array(subject, { minLength: 1, maxLength: 3 }),
      ...{ everyMs: every, slot, shuffled: fc.boolean(), staggerMs: fc.option(fc.constantFrom(0, minute, 5 * hour)) },
    }),
  ),
  often(
    2,
    stepOf('change_schedule', { which: place, change: fc.constantFrom('pause', 'resume', 'now', 'skip', 'delete') }),
  ),
  often(2, stepOf('change_rotation', { which: place, change: fc.constantFrom('pause', 'resume', 'next', 'delete') })),
  often(1, stepOf('drift', { mode: fc.constantFrom('observe', 'repair', 'off') })),
  often(3, stepOf('settings', { settings })),
  often(1, stepOf('lock', { slot: fc.integer({ min: 1, max: 3 }), locked: fc.boolean() })),
  often(7, stepOf('pass', { ms: span })),
  often(2, stepOf('outage', { ms: span })),
  often(
    7,
    stepOf('by_hand', {
      act: fc.constantFrom('pin', 'pin', 'unpin', 'unpin', 'delete'),
      ...{ message: place, days: fc.constantFrom(1, 7, 30) },
    }),
  ),
  often(2, stepOf('disconnect', {})),
  often(2, stepOf('connect', {})),
  often(1, stepOf('redeliver', { which: place })),
  often(2, stepOf('refuse', {})),
  often(2, stepOf('silence', { times: fc.integer({ min: 1, max: 4 }), arrives: fc.boolean() })),
  often(1, stepOf('silence', { times: fc.constant(5), arrives: fc.constant(false) })),
  often(2, stepOf('die', { arrives: fc.boolean(), downMs: fc.constantFrom(0, minute, 20 * minute) })),
  often(1, stepOf('twice', {})),
);
