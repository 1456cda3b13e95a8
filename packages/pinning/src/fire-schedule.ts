import type { Board, Chat, Due, Instant, Schedule } from '@pinwheel/domain';
import { chatObstacle, comingSlots, dueOccurrences, pause, proceed } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import { operationWakes, saveRefusedCommand } from './commands.js';
import { scheduleWake } from './create-schedule.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { meetFormer } from './meet-former.js';
import { planInto } from './pin-message.js';
import type { ReportTarget } from './ports/instance.js';
import type { Command, Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { planUnpinInto } from './unpin.js';
import { suspendPlans } from './watch-rights.js';

/**
 * Carries out what is due. The operations and what the schedule has dealt with are one transaction, so an occurrence
 * happens once however often, and by however many workers, its schedule is woken; what was missed in an outage is caught
 * up on as the schedule says.
 */
export async function fireSchedule(deps: Deps, scheduleId: number): Promise<void> {
  const found = await deps.store.findSchedule(scheduleId);
  if (!found) return;
  // Asked before the transaction: it takes a connection of its own.
  const permitted = await deps.mayStillAct(found.actor);
  const wakes = await deps.store.transaction(async (tx): Promise<Wake[]> => {
    const locked = await tx.lockBoard(found.chatId);
    const schedule = await tx.lockSchedule(scheduleId);
    const now = deps.clock.now();
    if (!locked || schedule?.state !== 'active' || schedule.nextAt === null) return [];
    if (schedule.nextAt > now) return scheduleWake(schedule);
    const obstacle = chatObstacle(locked.chat);
    if (obstacle) return suspendPlans(deps, tx, locked.chat, obstacle);
    if (!permitted) {
      await tx.saveSchedule(pause(schedule, 'author_left'));
      const source = sourceOf(schedule, schedule.nextAt);
      return refuse(deps, tx, locked.chat, schedule, { source, occurrence: null }, { kind: 'author_left' });
    }
    const due = dueOccurrences(schedule, now, locked.chat);
    const next = proceed(schedule, due.doneUntil, locked.chat);
    await tx.saveSchedule({ ...next, lastAt: due.carryOut.at(-1)?.at ?? schedule.lastAt });
    return [...(await carryOutDue(deps, tx, locked, schedule, due)), ...scheduleWake(next)];
  });
  await wakeAfterCommit(deps, wakes);
}

async function carryOutDue(
  deps: Deps,
  tx: Transaction,
  locked: Locked,
  schedule: Stored,
  { carryOut: due, missed }: Due,
): Promise<Wake[]> {
  const wakes: Wake[] = [];
  for (const [index, each] of due.entries()) {
    const occurrence = { ...each, leftOut: index === 0 ? missed.length : 0 };
    // What the one before has planned is on its way by now.
    const board = index === 0 ? locked : ((await tx.lockBoard(schedule.chatId)) ?? locked);
    const cause = { source: sourceOf(schedule, each.planned), occurrence };
    wakes.push(...(await carryOut(deps, tx, board, schedule, cause)));
  }
  const [first, last] = [missed[0], missed.at(-1)];
  if (!first || !last || due.length > 0) return wakes;
  const refusal = { kind: 'missed' as const, count: missed.length, first: first.at, last: last.at };
  const cause = { source: sourceOf(schedule, last.planned), occurrence: null };
  return refuse(deps, tx, locked.chat, schedule, cause, refusal);
}

/** Plans a schedule's action; a refusal is kept as a command, so that its author reads why nothing happened. */
export async function carryOut(
  deps: Deps,
  tx: Transaction,
  locked: Locked,
  schedule: Stored,
  cause: Cause,
): Promise<Wake[]> {
  const now = deps.clock.now();
  // Without an occurrence somebody asked for it, and waits.
  const isAsked = cause.occurrence === null;
  const met = await meetFormer(tx, locked.board, schedule, { isAsked, now });
  // The one that waits is told of when it comes.
  if (met.kind === 'joins')
    return refuse(deps, tx, locked.chat, { ...schedule, target: null }, cause, { kind: 'already_under_way' });
  const { board, wakes } = met;
  const origin = { ...originOf(schedule, cause), ...(isAsked && { dueBy: now }) };
  const reply = await plan(deps, tx, { ...locked, board }, schedule, origin);
  if (reply.kind === 'accepted') return [...wakes, ...operationWakes(reply.command)];
  return [...wakes, ...(await refuse(deps, tx, locked.chat, schedule, cause, reply.why))];
}

type Locked = { chat: Chat; board: Board };
/** Why it is carried out now; without an occurrence somebody asked for it. */
type Cause = Required<Pick<CommandOrigin, 'source' | 'occurrence'>>;

const sourceOf = ({ id }: Schedule, planned: Instant): string => `schedule:${id}:${planned}`;

type Stored = Schedule & { target: ReportTarget | null };

async function refuse(
  deps: Deps,
  tx: Transaction,
  chat: Chat,
  schedule: Stored,
  cause: Cause,
  refusal: NonNullable<Command['refusal']>,
): Promise<Wake[]> {
  const kind = schedule.action.kind === 'pin' || schedule.action.kind === 'swap' ? 'pin' : 'unpin';
  const command = await saveRefusedCommand(deps, tx, { ...originOf(schedule, cause), kind, chat, refusal });
  return refusedWake(command.id, deps.clock.now());
}

const originOf = ({ id, target }: Stored, cause: Cause): CommandOrigin => ({
  ...cause,
  actor: { kind: 'schedule', scheduleId: id },
  reportTo: target && { ...target, messageId: null },
});

export const refusedWake = (id: string, at: Instant): Wake[] => [{ kind: 'report', id, at }];

async function plan(deps: Deps, tx: Transaction, locked: Locked, { chatId, action }: Schedule, origin: CommandOrigin) {
  const where = { ...origin, chatId };
  switch (action.kind) {
    case 'pin': {
      const { target, hold, slot } = action;
      return planInto(deps, tx, locked, { ...where, target, hold, slot, replace: [], again: true });
    }
    case 'swap': {
      const { target, hold, out } = action;
      const slot = comingSlots(locked.board, deps.clock.now()).get(out) ?? null;
      const swapped = { target, hold, slot, replace: [], replaceMessages: [out], again: true };
      return planInto(deps, tx, locked, { ...where, ...swapped });
    }
    case 'unpin':
      return planUnpinInto(deps, tx, locked, { ...where, what: { kind: 'message', id: action.messageId } });
    case 'unpin_all':
      return planUnpinInto(deps, tx, locked, { ...where, what: { kind: 'all' } });
  }
}
