import { moveItem, type ProgrammeItem, type Rotation, type RotationItem } from './rotation.js';
import { pause } from './schedule.js';
import type { Instant } from './time/index.js';
import { firstTurn } from './turn.js';

/** What is said of an item besides what it shows. */
export type ItemTerms = Pick<ProgrammeItem, 'weight' | 'window' | 'leastMs'>;

export type NewItem = Omit<ProgrammeItem, 'id'>;

/** What becomes of a rotation. Places begin with 1. */
export type RotationEdit =
  | ({ kind: 'add' } & NewItem)
  | { kind: 'remove'; place: number }
  | { kind: 'move'; from: number; to: number }
  /** What is not given stays. */
  | { kind: 'set'; place: number; terms: Partial<ItemTerms> }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'delete' };

/** A new item has the id 0. A place that no item has changes nothing. */
export function editRotation<R extends Rotation>(rotation: R, edit: RotationEdit, now: Instant): R {
  const { items } = rotation;
  switch (edit.kind) {
    case 'add':
      return { ...rotation, items: [...items, newItem(edit)] };
    case 'remove':
      return { ...rotation, items: items.filter((_, index) => index !== edit.place - 1) };
    case 'move':
      return { ...rotation, items: moveItem(items, edit.from, edit.to) };
    case 'set': {
      const set = (item: RotationItem, index: number) => (index === edit.place - 1 ? { ...item, ...edit.terms } : item);
      return { ...rotation, items: items.map(set) };
    }
    case 'pause':
      return pause(rotation);
    case 'resume':
      return rotation.state === 'paused' ? goOn(rotation, now) : rotation;
    case 'delete':
      return { ...rotation, state: 'deleted', nextAt: null };
  }
}

function newItem({ target, weight, window, leastMs }: NewItem): RotationItem {
  const messageId = target.kind === 'message' ? target.messageId : null;
  return { id: 0, target, weight, window, leastMs, messageId, shown: 0, gone: false, goneTold: false };
}

function goOn<R extends Rotation>(rotation: R, now: Instant): R {
  const nextAt = firstTurn(rotation, now);
  return { ...rotation, nextAt, pausedBecause: null, state: nextAt === null ? 'done' : 'active' };
}
