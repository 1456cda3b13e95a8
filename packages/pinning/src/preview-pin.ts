import type { Actor, Hold, Instant, OperationContent, Target } from '@pinwheel/domain';
import { chatObstacle, holdEnd, initiativeOf, planPin } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { targetObstacle, withShownPins } from './pin-message.js';
import type { PinRefusal, PlannedRefusal } from './refusals.js';

export interface PreviewPin {
  chatId: number;
  target: Target;
  /** null for the chat's own default. */
  hold: Hold | null;
  slot: number | null;
  /** Pins that go first, by id. */
  replace: readonly number[];
  actor: Actor;
}

export type PinPreview =
  /** `until`: when the pin would end; null for never. */
  { kind: 'planned'; contents: OperationContent[]; until: Instant | null } | { kind: 'refused'; why: PinRefusal };

/** What a pin would come to if it were asked for now, by the rules that plan it. Nothing is kept of it. */
export async function previewPin(deps: Deps, request: PreviewPin): Promise<PinPreview> {
  const now = deps.clock.now();
  const reply = await deps.store.transaction(async (tx) => {
    const locked = await tx.lockBoard(request.chatId);
    if (!locked) return refused({ kind: 'chat_gone' });
    const { chat, board } = locked;
    const obstacle = chatObstacle(chat) ?? (await targetObstacle(tx, chat, request.target));
    if (obstacle) return refused(obstacle);
    const { target, slot } = request;
    const hold = request.hold ?? chat.hold;
    // A text has no row until it is planned: 0 is nobody's id.
    const messageId = target.kind === 'message' ? target.messageId : 0;
    const replace = board.pins.filter(({ id }) => request.replace.includes(id)).map((pin) => pin.messageId);
    const initiative = initiativeOf(request.actor);
    const plan = planPin(board, { messageId, hold, slot, replace, initiative }, now);
    if (plan.kind !== 'planned') return refused(plan);
    const post = target.kind === 'text' ? [{ kind: 'post' as const, messageId, text: target.text }] : [];
    return { kind: 'planned' as const, contents: [...post, ...plan.contents], until: holdEnd(hold, now) };
  });
  return reply.kind === 'planned' ? reply : { kind: 'refused', why: await withShownPins(deps, reply.why) };
}

const refused = (why: PlannedRefusal): { kind: 'refused'; why: PlannedRefusal } => ({ kind: 'refused', why });
