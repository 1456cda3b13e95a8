import type { Board, Chat, Instant, Schedule } from '@pinwheel/domain';
import { advance } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import { operationWakes, saveRefusedCommand } from './commands.js';
import { scheduleWake } from './create-schedule.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { planInto } from './pin-message.js';
import type { ReportTarget } from './ports/instance.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { planUnpinInto } from './unpin.js';

/**
 * Carries out the occurrence that is due. The operations and the schedule's next moment are one transaction, so an
 * occurrence happens once however often, and by however many workers, its schedule is woken.
 */
export async function fireSchedule(deps: Deps, scheduleId: number): Promise<void> {
  const found = await deps.store.findSchedule(scheduleId);
  if (!found) return;
  const wakes = await deps.store.transaction(async (tx): Promise<Wake[]> => {
    const board = await tx.lockBoard(found.chatId);
    const schedule = await tx.lockSchedule(scheduleId);
    const now = deps.clock.now();
    if (!board || schedule?.state !== 'active' || schedule.nextAt === null) return [];
    if (schedule.nextAt > now) return scheduleWake(schedule);
    const wakesOfCommand = await carryOut(deps, tx, board, schedule, `schedule:${schedule.id}:${schedule.nextAt}`);
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
  schedule: Schedule & { target: ReportTarget | null },
  source: string,
): Promise<Wake[]> {
  const reportTo = schedule.target && { ...schedule.target, messageId: null };
  const origin: CommandOrigin = { source, actor: { kind: 'schedule', scheduleId: schedule.id }, reportTo };
  const reply = await plan(deps, tx, locked, schedule, origin);
  if (reply.kind === 'accepted') return operationWakes(reply.command.operations);
  const kind = schedule.action.kind === 'pin' ? 'pin' : 'unpin';
  const command = await saveRefusedCommand(deps, tx, { ...origin, kind, chat: locked.chat, refusal: reply.why });
  return refusedWake(command.id, deps.clock.now());
}

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
