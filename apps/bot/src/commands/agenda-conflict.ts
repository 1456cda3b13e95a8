import type { Conflict } from '@pinwheel/domain';
import type { Html } from '../ui/html.js';
import type { Shows } from '../ui/show.js';
import { showTime, showTimeOnly } from '../ui/time.js';

/** Why something that is planned will not come about as it is planned. */
export function showConflict(conflict: Conflict, zone: string, { say, language }: Shows): Html {
  const words = say.agenda.conflict;
  switch (conflict.kind) {
    case 'slot_taken':
      return words.slot_taken(conflict.slot);
    case 'board_full':
      return words.board_full();
    case 'slot_locked':
      return words.slot_locked(conflict.slot);
    case 'no_such_slot':
      return words.no_such_slot(conflict.slot);
    case 'refused':
      return words.refused();
    case 'quiet_hours':
      return words.quiet_hours(showTimeOnly(conflict.until, zone, language));
    case 'over_budget':
      return words.over_budget(conflict.changesADay, showTime(conflict.until, zone, language));
  }
}
