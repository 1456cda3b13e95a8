import type { Chat } from '@pinwheel/domain';
import { tendingTime } from '@pinwheel/domain';
import type { Foreseen } from './foresee.js';
import type { ShownPin } from './ports/store.js';

/** What becomes of a pin that stands. The board has its end from the pin itself. */
export function foreseePin(chat: Chat, pin: ShownPin): Foreseen[] {
  const tended = tendingTime(pin);
  const what = tended === null ? 'expires' : tended === pin.holdUntil ? 'hold_ends' : 'renewal';
  const at = tended ?? pin.expiresAt;
  return [
    {
      ...{ at, mayWait: false },
      // Nobody sees an expiry but by the pin's absence.
      change: tended === null ? { kind: 'unpin', subjects: [] } : { kind: 'seen' },
      entry: {
        ...{ at, chat, slot: pin.slot, what, message: pin.message, text: null, leaves: null, movedFrom: null },
        cause: { kind: 'pin', id: pin.id },
      },
    },
  ];
}
