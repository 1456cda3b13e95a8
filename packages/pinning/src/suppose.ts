import {
  type Chat,
  type ChatSettings,
  editRotation,
  editSchedule,
  type Instant,
  moveSchedule,
  replan,
  type RotationEdit,
  type Schedule,
  type ScheduleEdit,
  withLock,
} from '@pinwheel/domain';
import type { ChatPlans } from './chat-plans.js';

/** The plans of a chat as a change would leave them. Nothing is saved of it. */
export type Supposition = (plans: ChatPlans) => ChatPlans;

export const supposeSchedule =
  (id: number, edit: ScheduleEdit, now: Instant): Supposition =>
  (plans) => ({
    ...plans,
    schedules: plans.schedules.map((each) => (each.id === id ? editSchedule(each, edit, now, plans.chat) : each)),
  });

export const supposeMove =
  (id: number, to: Pick<Schedule, 'rule' | 'words'>, now: Instant): Supposition =>
  (plans) => ({
    ...plans,
    schedules: plans.schedules.map((each) => (each.id === id ? moveSchedule(each, to, now, plans.chat) : each)),
  });

export const supposeRotation =
  (id: number, edit: RotationEdit, now: Instant): Supposition =>
  (plans) => ({
    ...plans,
    rotations: plans.rotations.map((each) => (each.id === id ? editRotation(each, edit, now) : each)),
  });

/** `usualSlots`: of a chat that has no number of its own. */
export const supposeSettings =
  (settings: Partial<ChatSettings>, usualSlots: number): Supposition =>
  ({ chat: before, board, schedules, rotations, pins, ...standing }) => {
    const chat: Chat = { ...before, ...settings };
    const slots = settings.slots === undefined ? board.slots : (settings.slots ?? usualSlots);
    const { timeZone: zone, quietHours } = chat;
    return {
      ...standing,
      ...{ chat, pins, board: { ...board, slots, limit: Math.max(slots, usualSlots) } },
      schedules: schedules.map((schedule) => replan(schedule, chat)),
      rotations: rotations.map((rotation) => ({ ...rotation, zone, quietHours })),
    };
  };

export const supposeLock =
  (slot: number, isLocked: boolean): Supposition =>
  ({ chat, board, ...plans }) => {
    const locked = withLock(chat, slot, isLocked);
    return { ...plans, chat: { ...chat, lockedSlots: locked }, board: { ...board, locked } };
  };
