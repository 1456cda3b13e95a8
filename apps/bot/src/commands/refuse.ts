import { type Chat, formatRef } from '@pinwheel/domain';
import type { PinRefusal, RotationRefusal, ScheduleRefusal, UnpinRefusal } from '@pinwheel/pinning';
import { say } from '../text/words.js';
import { type Html, rich } from '../ui/html.js';
import { showMessage, type Shows } from '../ui/show.js';
import { showTime } from '../ui/time.js';

export type Refusal = PinRefusal | UnpinRefusal | ScheduleRefusal | RotationRefusal;

/** Why something was not done, in words. */
export function sayRefusal(why: Refusal, chat: Pick<Chat, 'timeZone'>, shows: Shows): Html {
  if (why.kind !== 'already_pinned') return say(shows.say.refusals, why);
  const { alreadyPinned } = shows.say;
  const { pin } = why;
  const [message, ref] = [showMessage(pin.message, shows), rich`${formatRef('pin', pin.id)}`];
  if (pin.holdUntil === null) return alreadyPinned.forEver(message, ref);
  return alreadyPinned.until(message, ref, showTime(pin.holdUntil, chat.timeZone, shows.language));
}
