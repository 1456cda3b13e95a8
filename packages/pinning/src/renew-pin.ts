import { concerns, isStanding, type Pin, tendingTime } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { ShownPin } from './ports/store.js';

export interface RenewPin {
  pinId: number;
  /** Up until somebody takes it down, renewed by itself; or down when WhatsApp's own time runs out. */
  on: boolean;
}

export type RenewReply =
  /** `nextAt`: when it is renewed for the first time; null where it is not. */
  | { kind: 'changed'; pin: ShownPin; nextAt: number | null }
  /** It is so already. */
  | { kind: 'unchanged'; pin: ShownPin; nextAt: number | null }
  | { kind: 'refused'; why: { kind: 'not_pinned' } | { kind: 'already_under_way' } };

/** Keeps a pin up past its hold, or lets it go at its end. Nobody in the chat sees anything of it now. */
export async function renewPin(deps: Deps, { pinId, on }: RenewPin): Promise<RenewReply> {
  const found = await deps.store.findPin(pinId);
  if (!found) return { kind: 'refused', why: { kind: 'not_pinned' } };
  const now = deps.clock.now();
  const reply = await deps.store.transaction(async (tx): Promise<RenewReply> => {
    const locked = await tx.lockBoard(found.chatId);
    const pin = await tx.lockPin(pinId);
    if (!locked || !pin || !isStanding(pin, now)) return { kind: 'refused', why: { kind: 'not_pinned' } };
    const held = { ...found, ...holdOf(pin, on) };
    const nextAt = tendingTime(held);
    const shownNext = on ? nextAt : null;
    if (held.holdUntil === pin.holdUntil) return { kind: 'unchanged', pin: held, nextAt: shownNext };
    // What is on its way has been promised its own end.
    if (locked.board.underWay.some((operation) => concerns(operation, pin.messageId)))
      return { kind: 'refused', why: { kind: 'already_under_way' } };
    await tx.savePinHold(pinId, held.holdUntil, nextAt);
    return { kind: 'changed', pin: held, nextAt: shownNext };
  });
  const { nextAt } = reply.kind === 'changed' ? reply : { nextAt: null };
  await wakeAfterCommit(deps, nextAt === null ? [] : [{ kind: 'pin', id: pinId, at: nextAt }]);
  return reply;
}

/** A hold that ends before WhatsApp's time does needs no renewal to be switched off. */
function holdOf(
  { pinnedAt, expiresAt, holdUntil }: Pin,
  on: boolean,
): Pick<Pin, 'pinnedAt' | 'expiresAt' | 'holdUntil'> {
  if (on) return { pinnedAt, expiresAt, holdUntil: null };
  return { pinnedAt, expiresAt, holdUntil: holdUntil !== null && holdUntil < expiresAt ? holdUntil : expiresAt };
}
