import type { Board, Chat, Instant, Schedule } from '@pinwheel/domain';
import { advance, chatObstacle, pause } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import { operationWakes, saveRefusedCommand } from './commands.js';
import { scheduleWake } from './create-schedule.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { planInto } from './pin-message.js';
import type { ReportTarget } from './ports/instance.js';
import type { Command, Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { planUnpinInto } from './unpin.js';
import { suspendPlans } from './watch-rights.js';

/**
 * Carries out the occurrence that is due. The operations and the schedule's next moment are one transaction, so an
 * occurrence happens once however often, and by however many workers, its schedule is woken.
 */
export async function fireSchedule(deps: Deps, scheduleId: number): Promise<void> {
  const found = await deps.store.findSchedule(scheduleId);
  if (!found) return;
  // Asked before the transaction: it takes a connection of its own.
  const permitted = await deps.mayStillAct(found.actor);
  const wakes = await deps.store.transaction(async (tx): Promise<Wake[]> => {
    const board = await tx.lockBoard(found.chatId);
    const schedule = await tx.lockSchedule(scheduleId);
    const now = deps.clock.now();
    if (!board || schedule?.state !== 'active' || schedule.nextAt === null) return [];
    if (schedule.nextAt > now) return scheduleWake(schedule);
    const obstacle = chatObstacle(board.chat);
    if (obstacle) return suspendPlans(deps, tx, board.chat, obstacle);
    const source = `schedule:${schedule.id}:${schedule.nextAt}`;
    if (!permitted) {
      await tx.saveSchedule(pause(schedule, 'author_left'));
      return refuse(deps, tx, board.chat, schedule, source, { kind: 'author_left' });
    }
    const wakesOfCommand = await carryOut(deps, tx, board, schedule, source);
    const next = advance(schedule, schedule.nextAt, now);
    await tx.saveSchedule(next);
    return [...wakesOfCommand, ...scheduleWake(next)];
  });
  await wakeAfterCommit(deps, wakes);
}

/** Plans a schedule's action; a refusal is kept as a command, so that its author reads why nothing happened. */
export async function carryOut(
  deps: Deps,
  tx: Transaction,
  locked: { chat: Chat; board: Board },
  schedule: Stored,
  source: string,
): Promise<Wake[]> {
  const reply = await plan(deps, tx, locked, schedule, originOf(schedule, source));
  if (reply.kind === 'accepted') return operationWakes(reply.command.operations);
  return refuse(deps, tx, locked.chat, schedule, source, reply.why);
}

type Stored = Schedule & { target: ReportTarget | null };

async function refuse(
  deps: Deps,
  tx: Transaction,
  chat: Chat,
  schedule: Stored,
  source: string,
  refusal: NonNullable<Command['refusal']>,
): Promise<Wake[]> {
  const kind = schedule.action.kind === 'pin' ? 'pin' : 'unpin';
  const command = await saveRefusedCommand(deps, tx, { ...originOf(schedule, source), kind, chat, refusal });
  return refusedWake(command.id, deps.clock.now());
}

const originOf = ({ id, target }: Stored, source: string): CommandOrigin => ({
  source,
  actor: { kind: 'schedule', scheduleId: id },
  reportTo: target && { ...target, messageId: null },
});

export const refusedWake = (id: string, at: Instant): Wake[] => [{ kind: 'report', id, at }];

async function plan(
  deps: Deps,
  tx: Transaction,
  locked: { chat: Chat; board: Board },
  { chatId, action }: Schedule,
  origin: CommandOrigin,
) {
  const where = { ...origin, chatId };
  switch (action.kind) {
    case 'pin': {
      const { target, hold, slot } = action;
      return planInto(deps, tx, locked, { ...where, target, hold, slot, replace: [], again: true });
    }
    case 'unpin':
      return planUnpinInto(deps, tx, locked, { ...where, what: { kind: 'message', id: action.messageId } });
    case 'unpin_all':
      return planUnpinInto(deps, tx, locked, { ...where, what: { kind: 'all' } });
  }
}
