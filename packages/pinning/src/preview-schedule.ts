import { type Instant, isHarmless } from '@pinwheel/domain';
import { type AgendaDifference, foreseeDifference, identify, outlook } from './agenda-difference.js';
import { type CreateSchedule, draftSchedule, type ScheduleRefusal } from './create-schedule.js';
import type { Deps } from './deps.js';

export type PreviewScheduleReply =
  /** `harmless`: nothing would be in its way, and it would be in nobody's. `until`: how far was looked ahead. */
  | { kind: 'foreseen'; difference: AgendaDifference; harmless: boolean; until: Instant }
  | { kind: 'refused'; why: ScheduleRefusal };

/** The id of a schedule that is not there yet. */
const none = 0;

/** What a schedule would change, before anything is saved: by the same functions that will fire it. */
export async function previewSchedule(
  deps: Deps,
  request: Omit<CreateSchedule, 'source' | 'reportTo'>,
  until: Instant = deps.clock.now() + outlook,
): Promise<PreviewScheduleReply> {
  const draft = await draftSchedule(deps, deps.store, request);
  if (draft.kind === 'refused') return draft;
  const { chat, schedule } = draft;
  const difference = await foreseeDifference(deps, [chat], until, (plans) => ({
    ...plans,
    schedules: [...plans.schedules, { ...schedule, id: none }],
  }));
  return { kind: 'foreseen', difference, harmless: isHarmless(difference, identify), until };
}
