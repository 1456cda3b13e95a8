import { decideTurn, type Target } from '@pinwheel/domain';
import type { CommandReport } from '@pinwheel/pinning';
import type { Bot } from '../bot.js';
import type { Html } from '../ui/html.js';
import { showMessage, type Shows, showText } from '../ui/show.js';

/** What was to be pinned. A command for which nothing could be planned does not say so itself; what it came from does. */
export async function subjectOf(
  { deps }: Pick<Bot, 'deps'>,
  { message, command }: CommandReport,
  shows: Shows,
): Promise<Html | null> {
  if (message) return showMessage(message, shows);
  const target = await targetOf({ deps }, command);
  if (target?.kind === 'text') return showText(target.text);
  const wanted = target && (await deps.store.findMessage(target.messageId));
  return wanted && showMessage(wanted, shows);
}

async function targetOf(
  { deps }: Pick<Bot, 'deps'>,
  { actor, chatId, madeAt, refusal }: CommandReport['command'],
): Promise<Target | null> {
  if (actor.kind === 'schedule') {
    const schedule = await deps.store.findSchedule(actor.scheduleId);
    return schedule?.action.kind === 'pin' || schedule?.action.kind === 'swap' ? schedule.action.target : null;
  }
  if (actor.kind !== 'rotation') return null;
  if (refusal?.kind === 'item_gone') return { kind: 'message', messageId: refusal.messageId };
  const rotation = (await deps.store.findRotation(actor.rotationId)).find((each) => each.chatId === chatId);
  // It moves on only when a turn was planned, so the next is the one that was not.
  return rotation ? (decideTurn(rotation, madeAt, true).item?.target ?? null) : null;
}
