import { type Chat, formatRef } from '@pinwheel/domain';
import type { CommandFailure, RotationRefusal, ScheduleRefusal, ShownPin } from '@pinwheel/pinning';
import { say } from '../text/words.js';
import { type Html, rich } from '../ui/html.js';
import { showMessage, type Shows } from '../ui/show.js';
import { showTime } from '../ui/time.js';

type NotPlanned = Extract<CommandFailure, { kind: 'not_planned' }>['why'];
export type Refusal = NotPlanned | ScheduleRefusal | RotationRefusal;

/** Why something was not done, in words. */
export function sayRefusal(why: Refusal, { timeZone }: Pick<Chat, 'timeZone'>, shows: Shows): Html {
  const { untimely } = shows.say;
  const time = (at: number) => showTime(at, timeZone, shows.language);
  switch (why.kind) {
    case 'already_pinned':
      return sayAlreadyPinned(why.pin, time, shows);
    case 'quiet_hours':
      return untimely.quietHours(time(why.at), time(why.until));
    case 'missed':
      return why.count === 1
        ? untimely.missed(time(why.last))
        : untimely.missedSeveral(why.count, time(why.first), time(why.last));
    default:
      return say(shows.say.refusals, why);
  }
}

function sayAlreadyPinned(pin: ShownPin, time: (at: number) => Html, shows: Shows): Html {
  const { alreadyPinned } = shows.say;
  const [message, ref] = [showMessage(pin.message, shows), rich`${formatRef('pin', pin.id)}`];
  if (pin.holdUntil === null) return alreadyPinned.forEver(message, ref);
  return alreadyPinned.until(message, ref, time(pin.holdUntil));
}
