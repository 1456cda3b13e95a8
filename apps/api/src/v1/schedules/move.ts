import { type Chat, describeRule, type Instant, moveEvent, type Rule, type Schedule } from '@pinwheel/domain';
import { moveSchedule, type MoveSchedule } from '@pinwheel/pinning';
import { z } from 'zod';
import { json, wrong } from '../answers.js';
import { findSchedule } from '../find.js';
import { askedInstant } from '../json.js';
import type { V1Needs } from '../needs.js';
import { keyHeader, once } from '../once.js';
import { invalid, notFound } from '../problems/problem.js';
import { problemOfRefusal } from '../problems/refusal.js';
import { refShape } from '../refs.js';
import type { V1Scope } from '../scope.js';
import { askedWhenShape, readAskedWhen } from '../words/whens.js';
import { scheduleShape, showSchedule } from './shape.js';

export const askedMoveFields = {
  when: askedWhenShape.optional(),
  event: z.strictObject({ start: askedInstant, end: askedInstant.optional() }).optional().meta({
    description: 'When the event is that its moments are about: these stay, as does its length if no end is given.',
  }),
};
const askedMoveShape = z.strictObject(askedMoveFields).meta({ id: 'AskedScheduleMove', description: 'One of both.' });

type Asked = z.infer<typeof askedMoveShape>;

/** Another time for a schedule, or for the event that it is about. */
export function addScheduleMove(scope: V1Scope, needs: V1Needs): void {
  scope.post(
    '/schedules/:schedule/move',
    {
      schema: {
        ...{ operationId: 'moveSchedule', tags: ['schedules'], summary: 'Give it, or its event, another time' },
        params: z.object({ schedule: refShape('schedule') }),
        headers: keyHeader,
        body: askedMoveShape,
        response: { 200: json(scheduleShape, 'How it stands now.'), ...wrong(400, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { schedule: ref } = request.params;
      const schedule = await findSchedule(needs, request, ref);
      const chat = (await needs.store.findChat(schedule.chatId))!;
      const answer = await once(needs, request, async ({ askedAt }) => {
        const moved = await moveSchedule(needs, readMove(schedule, chat, request.body, askedAt));
        if (moved.kind === 'gone') throw notFound(`schedule ${ref}`);
        if (moved.kind === 'no_occurrence') throw problemOfRefusal(moved);
        return { status: 200, headers: {}, body: showSchedule(moved.schedule, chat) };
      });
      return reply.code(200).headers(answer.headers).send(answer.body);
    },
  );
}

/** To when it is to be moved, as it was asked for at `now`. */
export function readMove(schedule: Schedule, chat: Chat, { when, event }: Asked, now: Instant): MoveSchedule {
  const { id, rule } = schedule;
  if ((when === undefined) === (event === undefined)) throw invalid('when', 'give either `when` or `event`');
  if (when !== undefined) return { id, ...readAskedWhen(when, { now, zone: chat.timeZone }) };
  const moved = movedEvent(rule, event!, now);
  return { id, rule: moved, words: describeRule(moved, 'en', chat.timeZone) };
}

function movedEvent(rule: Rule, asked: NonNullable<Asked['event']>, now: Instant): Rule {
  if (rule.kind !== 'event') throw invalid('event', 'this schedule is about no event');
  const [start, end] = [Date.parse(asked.start), asked.end === undefined ? null : Date.parse(asked.end)];
  if (start <= now) throw invalid('event/start', 'has passed');
  if (end !== null && end <= start) throw invalid('event/end', 'is not after the start');
  return moveEvent(rule, { start, end });
}
