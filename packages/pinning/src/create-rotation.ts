import type { PinObstacle, Rotation, Rule } from '@pinwheel/domain';
import { chatObstacle, nextOccurrence } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';

export interface CreateRotation extends Omit<CommandOrigin, 'source'> {
  chatId: number;
  name: string;
  words: string;
  rule: Rule;
  slot: number | null;
}

export type RotationRefusal =
  | PinObstacle
  | { kind: 'chat_gone' }
  | { kind: 'name_taken' }
  | { kind: 'no_such_slot'; slot: number; slots: number }
  | { kind: 'no_occurrence' };

export type CreateRotationReply = { kind: 'created'; rotation: Rotation } | { kind: 'refused'; why: RotationRefusal };

/** Creates a rotation without items; its turns begin with its next occurrence, once it has some. */
export async function createRotation(deps: Deps, request: CreateRotation): Promise<CreateRotationReply> {
  const { actor, reportTo: target, chatId, name, words, rule, slot } = request;
  const reply = await deps.store.transaction(async (tx): Promise<CreateRotationReply> => {
    const locked = await tx.lockBoard(chatId);
    if (!locked) return refused({ kind: 'chat_gone' });
    const obstacle = chatObstacle(locked.chat);
    if (obstacle) return refused(obstacle);
    const { slots } = locked.board;
    if (slot !== null && (slot < 1 || slot > slots)) return refused({ kind: 'no_such_slot', slot, slots });
    const nextAt = nextOccurrence(rule, deps.clock.now());
    if (nextAt === null) return refused({ kind: 'no_occurrence' });
    const rotation = await tx.insertRotation({
      ...{ actor, target, chatId, name, words, rule, slot, nextAt },
      state: 'active',
      lastAt: null,
      currentItemId: null,
      currentMessageId: null,
    });
    return rotation ? { kind: 'created', rotation } : refused({ kind: 'name_taken' });
  });
  if (reply.kind === 'created') await wakeAfterCommit(deps, rotationWake(reply.rotation));
  return reply;
}

export const rotationWake = ({ id, state, nextAt }: Rotation) =>
  state === 'active' && nextAt !== null ? [{ kind: 'rotation' as const, id, at: nextAt }] : [];

const refused = (why: RotationRefusal): CreateRotationReply => ({ kind: 'refused', why });
