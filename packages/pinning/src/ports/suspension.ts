import type { Chat, Instant, PauseReason, ScheduleState } from '@pinwheel/domain';
import type { Wake } from './wake.js';

/** A schedule or a rotation, as far as the rights watch knows it. */
export interface Plan {
  kind: Extract<Wake['kind'], 'schedule' | 'rotation'>;
  id: number;
  /** What people call it: of a rotation that runs in several chats, the same in each. */
  refId: number;
  state: ScheduleState;
  pausedBecause: PauseReason | null;
  nextAt: Instant | null;
}

export interface PlansTransaction {
  /** Schedules and rotations of a chat that are active or suspended, by kind and ref, with their rows locked. */
  lockPlans(chatId: number): Promise<Plan[]>;
  /** Saves whether it is paused, and why; nothing else. */
  savePlan(plan: Plan): Promise<void>;
}

export interface PlannedChat {
  chat: Chat;
  /** Whether it has plans that are active. */
  active: boolean;
  /** Whether it has plans that are suspended for lack of rights. */
  suspended: boolean;
}

export interface PlansStore {
  /** The instance's chats that have active or suspended plans. */
  plannedChats(instanceId: string): Promise<PlannedChat[]>;
}
