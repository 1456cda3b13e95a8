import { formatRef } from '@pinwheel/domain';
import type {
  CommandFailure,
  CommandReport,
  Missed,
  PinRefusal,
  RotationRefusal,
  ScheduleRefusal,
  UnpinRefusal,
} from '@pinwheel/pinning';
import { whyFailed, whyRefused } from '../../why.js';
import { kindOfRefusal } from './kinds.js';
import { Problem } from './problem.js';

type Refusal = PinRefusal | UnpinRefusal | ScheduleRefusal | RotationRefusal | Missed;

/** Why nothing was begun. */
export function problemOfRefusal(why: Refusal): Problem {
  const pins = pinsInTheWay(why);
  return new Problem(kindOfRefusal(why), whyRefused(why), pins.length > 0 ? { pins } : {});
}

function pinsInTheWay(why: Refusal): string[] {
  switch (why.kind) {
    case 'board_full':
      return why.pins.map(({ id }) => formatRef('pin', id));
    case 'slot_taken':
      return why.pin ? [formatRef('pin', why.pin.id)] : [];
    case 'already_pinned':
      return [formatRef('pin', why.pin.id)];
    default:
      return [];
  }
}

/** How a command came to nothing. */
export function problemOfFailure(failure: CommandFailure, { command }: Pick<CommandReport, 'command'>): Problem {
  const detail = whyFailed(failure);
  switch (failure.kind) {
    case 'refused':
      return new Problem('whatsapp-refused', detail, { command: command.id, code: failure.code });
    case 'unknown':
      return new Problem('whatsapp-silent', detail, { command: command.id });
    case 'cancelled':
      return new Problem('given-up', detail, { command: command.id });
    case 'not_planned':
      return new Problem(kindOfRefusal(failure.why), detail, { command: command.id });
  }
}
