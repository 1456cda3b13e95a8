import {
  type Chat,
  comingPlanned,
  describeRule,
  formatRef,
  holdEnd,
  type OperationContent,
  timetableOf,
  type Understanding,
} from '@pinwheel/domain';
import { previewPin } from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../admission.js';
import { json, wrong } from '../answers.js';
import { findChat } from '../find.js';
import { instantShape, maybeInstant } from '../json.js';
import type { V1Needs } from '../needs.js';
import { problemShape } from '../problems/problem.js';
import { problemOfRefusal } from '../problems/refusal.js';
import { idOf, refShape } from '../refs.js';
import { occurrenceShape, showOccurrence } from '../schedules/shape.js';
import type { V1Scope } from '../scope.js';
import { askedHoldShape, holdShape, readAskedHold, showHold } from '../words/holds.js';
import { ruleShape, showRule } from '../words/rule-shape.js';
import { askedTargetFields, readTarget } from '../words/targets.js';
import { askedWhenShape, readAskedWhen } from '../words/whens.js';

const shownAhead = 10;

const askedPreviewShape = z
  .strictObject({
    chat: refShape('chat'),
    when: askedWhenShape.optional(),
    hold: askedHoldShape.optional(),
    pin: z
      .strictObject({
        ...askedTargetFields,
        slot: z.int().min(1).max(1_000).optional(),
        replace: z.array(refShape('pin')).max(20).default([]),
      })
      .optional()
      .meta({ description: 'What would be pinned now, for `hold`.' }),
  })
  .meta({ id: 'AskedPreview' });

const foreseenOperationShape = z.object({
  kind: z.string(),
  message: refShape('message').nullable().meta({ description: 'null for a text that is not posted yet.' }),
  slot: z.int().nullable(),
  durationSeconds: z.number().nullable(),
});

const previewShape = z
  .object({
    when: z
      .object({
        rule: ruleShape,
        description: z.object({ en: z.string(), 'pt-BR': z.string() }),
        coming: z.array(occurrenceShape).meta({ description: 'The next occurrences; none if it would never happen.' }),
      })
      .nullable(),
    hold: z.object({ hold: holdShape, until: instantShape.nullable() }).nullable(),
    pin: z
      .object({
        operations: z.array(foreseenOperationShape),
        until: instantShape.nullable(),
        problem: problemShape.nullable().meta({ description: 'Why it would be refused.' }),
      })
      .nullable(),
  })
  .meta({ id: 'Preview' });

type Asked = z.infer<typeof askedPreviewShape>;
type Preview = z.infer<typeof previewShape>;

export function addPreviews(scope: V1Scope, needs: V1Needs): void {
  scope.post(
    '/previews',
    {
      schema: {
        ...{ operationId: 'preview', tags: ['previews'], summary: 'What words mean, and what a pin would do' },
        description: 'Nothing is kept of it, and nothing is sent.',
        body: askedPreviewShape,
        response: { 200: json(previewShape, 'What it would come to.'), ...wrong(404, 422) },
      },
    },
    async (request) => {
      const { body } = request;
      const chat = await findChat(needs, request, body.chat);
      const understanding = { now: needs.clock.now(), zone: chat.timeZone };
      return {
        when: body.when === undefined ? null : previewWhen(body.when, chat, understanding),
        hold: previewHold(body.hold, understanding),
        pin: await pinPreviewOf(needs, request, chat, body, understanding),
      };
    },
  );
}

function previewWhen(asked: NonNullable<Asked['when']>, chat: Chat, understanding: Understanding): Preview['when'] {
  const { rule } = readAskedWhen(asked, understanding);
  const inWords = (language: 'en' | 'pt-BR') => describeRule(rule, language, chat.timeZone);
  const coming = comingPlanned(timetableOf(rule), understanding.now, chat, shownAhead).map(showOccurrence);
  return { rule: showRule(rule), description: { en: inWords('en'), 'pt-BR': inWords('pt-BR') }, coming };
}

function previewHold(asked: Asked['hold'], understanding: Understanding): Preview['hold'] {
  const hold = readAskedHold(asked, understanding);
  return hold && { hold: showHold(hold), until: maybeInstant(holdEnd(hold, understanding.now)) };
}

async function pinPreviewOf(
  needs: V1Needs,
  request: FastifyRequest,
  chat: Chat,
  { pin, hold }: Asked,
  understanding: Understanding,
): Promise<Preview['pin']> {
  if (!pin) return null;
  const target = await readTarget(needs, chat, pin, 'pin/');
  const wish = { target, hold: readAskedHold(hold, understanding), slot: pin.slot ?? null };
  const origin = { chatId: chat.id, replace: pin.replace.map(idOf), actor: actorOf(request) };
  const preview = await previewPin(needs, { ...wish, ...origin });
  if (preview.kind === 'refused')
    return { operations: [], until: null, problem: problemOfRefusal(preview.why).bodyFor(request.id) };
  return { operations: preview.contents.map(showContent), until: maybeInstant(preview.until), problem: null };
}

const showContent = (content: OperationContent): z.infer<typeof foreseenOperationShape> => ({
  kind: content.kind,
  message: 'messageId' in content && content.messageId !== 0 ? formatRef('message', content.messageId) : null,
  slot: content.kind === 'pin' ? content.slot : null,
  durationSeconds: content.kind === 'pin' ? content.durationSeconds : null,
});
