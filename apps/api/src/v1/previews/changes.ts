import type { ProgrammeItem, RotationEdit } from '@pinwheel/domain';
import { placeOf, type PlanChange, previewChange, previewSchedule } from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat, findRotation, findSchedule } from '../find.js';
import type { V1Needs } from '../needs.js';
import { notFound, Problem } from '../problems/problem.js';
import { problemOfRefusal } from '../problems/refusal.js';
import { idOf, itemIdOf, itemRefShape, refShape } from '../refs.js';
import { problemOfRotation } from '../rotations/change.js';
import { askedTermsShape, placeShape, termsOf } from '../rotations/terms.js';
import { askedScheduleShape, readAskedSchedule } from '../schedules/asked.js';
import { askedMoveFields, readMove } from '../schedules/move.js';
import type { V1Scope } from '../scope.js';
import { differenceShape, showDifference } from './difference.js';

const ofItem = { rotation: refShape('rotation'), item: itemRefShape };

const askedChangeShape = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('create_schedule'), schedule: askedScheduleShape }),
    z.strictObject({
      kind: z.literal('schedule'),
      schedule: refShape('schedule'),
      change: z.enum(['pause', 'resume', 'skip', 'delete']),
    }),
    z.strictObject({ kind: z.literal('move_schedule'), schedule: refShape('schedule'), ...askedMoveFields }),
    z.strictObject({
      kind: z.literal('rotation'),
      rotation: refShape('rotation'),
      change: z.enum(['pause', 'resume', 'delete']),
    }),
    z.strictObject({ kind: z.literal('remove_item'), ...ofItem }),
    z.strictObject({ kind: z.literal('move_item'), ...ofItem, to: placeShape }),
    z.strictObject({ kind: z.literal('change_item'), ...ofItem, terms: askedTermsShape }),
  ])
  .meta({ id: 'AskedPlanChange' });

type Asked = z.infer<typeof askedChangeShape>;

/** What a change would make of the agenda, computed by what makes it and by what fires. */
export function addChangePreviews(scope: V1Scope, needs: V1Needs): void {
  scope.post(
    '/previews/changes',
    {
      schema: {
        ...{ operationId: 'previewChange', tags: ['previews'], summary: 'What a change would make of the agenda' },
        description: 'Nothing is kept of it. What would be refused is refused here in the same words.',
        body: askedChangeShape,
        response: { 200: json(differenceShape, 'What would be different.'), ...wrong(404, 409, 422) },
      },
    },
    async (request) => {
      const { body } = request;
      if (body.kind === 'create_schedule') return newSchedule(needs, request, body.schedule);
      const change = await readChange(needs, request, body);
      const preview = await previewChange(needs, change);
      if (preview.kind === 'foreseen') return showDifference(preview.difference, preview.harmless);
      throw problemOf(preview.why, refOf(body));
    },
  );
}

async function newSchedule(needs: V1Needs, request: FastifyRequest, asked: z.infer<typeof askedScheduleShape>) {
  const chat = await findChat(needs, request, asked.chat);
  const wish = await readAskedSchedule(needs, chat, asked, needs.clock.now());
  const preview = await previewSchedule(needs, { ...wish, actor: actorOf(request) });
  if (preview.kind === 'refused') throw problemOfRefusal(preview.why);
  return showDifference(preview.difference, preview.harmless);
}

type Existing = Exclude<Asked, { kind: 'create_schedule' }>;

const refOf = (asked: Existing): string => ('schedule' in asked ? asked.schedule : asked.rotation);

async function readChange(needs: V1Needs, request: FastifyRequest, asked: Existing): Promise<PlanChange> {
  if ('schedule' in asked) {
    const schedule = await findSchedule(needs, request, asked.schedule);
    if (asked.kind === 'schedule') return { kind: 'schedule', id: schedule.id, edit: asked.change };
    const chat = (await needs.store.findChat(schedule.chatId))!;
    return { kind: 'move', ...readMove(schedule, chat, asked, needs.clock.now()) };
  }
  const [standing] = await findRotation(needs, request, asked.rotation);
  return { kind: 'rotation', id: idOf(asked.rotation), edit: readEdit(asked, standing!.items) };
}

function readEdit(asked: Exclude<Existing, { schedule: string }>, items: readonly ProgrammeItem[]): RotationEdit {
  if (asked.kind === 'rotation') return { kind: asked.change };
  const place = placeOf(items, itemIdOf(asked.item));
  switch (asked.kind) {
    case 'remove_item':
      return { kind: 'remove', place };
    case 'move_item':
      return { kind: 'move', from: place, to: asked.to };
    case 'change_item':
      return { kind: 'set', place, terms: termsOf(asked.terms, items[place - 1]?.window, 'terms/') };
  }
}

type Why = Extract<Awaited<ReturnType<typeof previewChange>>, { kind: 'refused' }>['why'];

function problemOf(why: Why, ref: string): Problem {
  switch (why.kind) {
    case 'over':
      return new Problem('over', `${ref} has no occurrence any more`);
    case 'no_occurrence':
      return problemOfRefusal({ kind: why.kind });
    case 'gone':
    case 'no_such_item':
    case 'empty':
    case 'message_of_one_chat':
    case 'refused':
      return problemOfRotation(why, ref);
    default:
      return notFound(ref);
  }
}
