import type { Schedule } from './schedule.js';

/** A schedule or a rotation, as far as it can be suspended. */
type Suspendable = Pick<Schedule, 'state' | 'pausedBecause'>;

export const isSuspended = ({ state, pausedBecause }: Suspendable): boolean =>
  state === 'paused' && pausedBecause === 'rights';

/**
 * Pauses what may not act in its chat at present. Its next occurrence stays: what is missed meanwhile is caught up on
 * like what is missed in an outage.
 */
export function suspend<S extends Suspendable>(plan: S): S {
  return plan.state === 'active' ? { ...plan, state: 'paused', pausedBecause: 'rights' } : plan;
}

/** Lets go on what was suspended, and nothing else: what somebody has paused stays so. */
export function restore<S extends Suspendable>(plan: S): S {
  return isSuspended(plan) ? { ...plan, state: 'active', pausedBecause: null } : plan;
}
