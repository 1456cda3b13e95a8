import {
  type Chat,
  type ChatSettings,
  type Instant,
  isHarmless,
  nextPlanned,
  type Rotation,
  type RotationEdit,
  type Schedule,
  type ScheduleEdit,
  settingFault,
  type SettingFault,
} from '@pinwheel/domain';
import { type AgendaDifference, foreseeDifference, identify, outlook } from './agenda-difference.js';
import { editObstacle, isOfItems, type RotationObstacle } from './change-rotation.js';
import { isOver } from './change-schedule.js';
import type { Deps } from './deps.js';
import type { AgendaEntry } from './foresee.js';
import type { LockSlot, LockSlotReply } from './lock-slot.js';
import type { MoveSchedule } from './move-schedule.js';
import {
  supposeLock,
  supposeMove,
  supposeRotation,
  supposeSchedule,
  supposeSettings,
  type Supposition,
} from './suppose.js';

/** What somebody wants to change of what is planned. */
export type PlanChange =
  | { kind: 'schedule'; id: number; edit: ScheduleEdit }
  | ({ kind: 'move' } & MoveSchedule)
  | { kind: 'rotation'; id: number; edit: RotationEdit }
  | { kind: 'settings'; chatId: number; settings: Partial<ChatSettings> }
  | ({ kind: 'lock' } & LockSlot);

export type PreviewChangeReply =
  | {
      kind: 'foreseen';
      difference: AgendaDifference;
      /** Nobody loses anything by it that may have been counted on. */
      harmless: boolean;
      /** How far was looked ahead. */
      until: Instant;
    }
  | { kind: 'refused'; why: ChangeObstacle };

export type ChangeObstacle =
  | RotationObstacle
  | { kind: 'over' | 'no_occurrence' }
  | SettingFault
  | Extract<LockSlotReply, { kind: 'refused' }>['why'];

interface Supposed {
  chats: readonly Chat[];
  suppose: Supposition;
  /** Whatever is planned: it cannot be had back. */
  isLoss?: boolean;
  /** What of the difference somebody may have counted on. */
  counted?(difference: AgendaDifference): AgendaDifference;
}

type Prepared = Supposed | ChangeObstacle;

/** What a change would make of the agenda, before anything is saved: by the functions that make it, and that fire. */
export async function previewChange(
  deps: Deps,
  change: PlanChange,
  until: Instant = deps.clock.now() + outlook,
): Promise<PreviewChangeReply> {
  const prepared = await prepare(deps, change);
  if ('kind' in prepared) return { kind: 'refused', why: prepared };
  const { chats, suppose, isLoss = false, counted = (whole) => whole } = prepared;
  const difference = await foreseeDifference(deps, chats, until, suppose);
  const harmless = !isLoss && isHarmless(counted(difference), identify);
  return { kind: 'foreseen', difference, harmless, until };
}

async function prepare(deps: Deps, change: PlanChange): Promise<Prepared> {
  switch (change.kind) {
    case 'schedule':
      return ofSchedule(deps, change);
    case 'move':
      return ofMove(deps, change);
    case 'rotation':
      return ofRotation(deps, change);
    case 'settings':
      return ofSettings(deps, change);
    case 'lock':
      return ofLock(deps, change);
  }
}

type Of<Kind extends PlanChange['kind']> = Extract<PlanChange, { kind: Kind }>;

async function ofSchedule({ store, clock }: Deps, { id, edit }: Of<'schedule'>): Promise<Prepared> {
  const schedule = await store.findSchedule(id);
  const chat = schedule && (await store.findChat(schedule.chatId));
  if (!schedule || !chat || schedule.state === 'deleted') return { kind: 'gone' };
  if (isOver(schedule, { change: edit })) return { kind: 'over' };
  const isLoss = edit === 'delete' && isUnfinished(schedule);
  return { chats: [chat], suppose: supposeSchedule(id, edit, clock.now()), isLoss };
}

async function ofMove({ store, clock }: Deps, { id, rule, words }: Of<'move'>): Promise<Prepared> {
  const schedule = await store.findSchedule(id);
  const chat = schedule && (await store.findChat(schedule.chatId));
  if (!schedule || !chat || schedule.state === 'deleted') return { kind: 'gone' };
  const now = clock.now();
  if (nextPlanned({ ...schedule, rule }, now, chat) === null) return { kind: 'no_occurrence' };
  return { chats: [chat], suppose: supposeMove(id, { rule, words }, now), isLoss: true };
}

async function ofRotation({ store, clock }: Deps, { id, edit }: Of<'rotation'>): Promise<Prepared> {
  const standing = await store.findRotation(id);
  const obstacle = await editObstacle(store, standing, edit);
  if (obstacle) return obstacle;
  const chats = await Promise.all(standing.map(({ chatId }) => store.findChat(chatId)));
  const { items, shuffled } = standing[0]!;
  const isLoss = edit.kind === 'remove' || (edit.kind === 'delete' && standing.some(isUnfinished) && items.length > 0);
  return {
    chats: chats.filter((chat) => chat !== null),
    suppose: supposeRotation(id, edit, clock.now()),
    isLoss,
    counted: (difference) => {
      if (isOfItems(edit) && standing.every(isDraft)) return withoutOwn(difference, id);
      return edit.kind === 'add' && shuffled ? { ...difference, replaced: [] } : difference;
    },
  };
}

/** Nobody has seen a turn of it yet: whoever puts it together changes nothing that others count on. */
const isDraft = ({ lastAt, currentMessageId }: Rotation): boolean => lastAt === null && currentMessageId === null;

function withoutOwn({ added, gone, ...changes }: AgendaDifference, id: number): AgendaDifference {
  const isOther = ({ cause }: AgendaEntry) => cause.kind !== 'rotation' || cause.id !== id;
  const ofOthers = (all: AgendaDifference['moved']) => all.filter(({ is }) => isOther(is));
  return {
    ...{ added: added.filter(isOther), gone: gone.filter(isOther) },
    ...{ moved: ofOthers(changes.moved), replaced: ofOthers(changes.replaced) },
    ...{ hindered: ofOthers(changes.hindered), freed: changes.freed },
  };
}

/** The settings from which it follows when something happens, and whether it can. */
const planning = ['timeZone', 'quietHours', 'changesADay', 'slots'] as const satisfies (keyof ChatSettings)[];

async function ofSettings({ store }: Deps, { chatId, settings }: Of<'settings'>): Promise<Prepared> {
  const fault = settingFault(settings);
  if (fault) return fault;
  const chat = await store.findChat(chatId);
  if (!chat) return { kind: 'chat_gone' };
  const usualSlots = await store.transaction(async (tx) => tx.usualSlots);
  const isAboutPlans = planning.some((setting) => settings[setting] !== undefined);
  return { chats: isAboutPlans ? [chat] : [], suppose: supposeSettings(settings, usualSlots) };
}

async function ofLock({ store }: Deps, { chatId, slot, locked }: Of<'lock'>): Promise<Prepared> {
  const found = await store.transaction((tx) => tx.lockBoard(chatId));
  if (!found) return { kind: 'chat_gone' };
  const { slots } = found.board;
  if (slot < 1 || (slot > slots && locked)) return { kind: 'no_such_slot', slot, slots };
  return { chats: [found.chat], suppose: supposeLock(slot, locked) };
}

const isUnfinished = ({ state }: Pick<Schedule | Rotation, 'state'>): boolean =>
  state === 'active' || state === 'paused';
