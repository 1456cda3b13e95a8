import {
  type Chat,
  comingOccurrences,
  formatRef,
  type Occurrence,
  type Schedule,
  type ScheduledAction,
} from '@pinwheel/domain';
import { z } from 'zod';
import { actorShape, showActor } from '../commands/actor.js';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import { refShape } from '../refs.js';
import { holdShape, showHold } from '../words/holds.js';
import { ruleShape, showRule } from '../words/rule-shape.js';

const targetShape = {
  message: refShape('message').nullable(),
  text: z.string().nullable().meta({ description: 'A text that is posted first.' }),
};

export const actionShape = z
  .object({
    kind: z.enum(['pin', 'unpin', 'unpin_all', 'swap']),
    ...targetShape,
    out: refShape('message').nullable().meta({ description: 'The message that a swap takes down.' }),
    hold: holdShape.nullable(),
    slot: z.int().nullable(),
  })
  .meta({ id: 'ScheduledAction' });

export const occurrenceShape = z
  .object({
    at: instantShape,
    planned: instantShape.meta({ description: 'When the rule has it: earlier, where quiet hours put it off.' }),
  })
  .meta({ id: 'Occurrence' });

export const exceptShape = z.object({
  zone: z.string(),
  days: z.array(z.object({ from: z.string(), to: z.string() })),
  weekdays: z.array(z.int()),
});

export const scheduleShape = z
  .object({
    id: refShape('schedule'),
    chat: refShape('chat'),
    words: z.string().meta({ description: 'When, as it was said.' }),
    rule: ruleShape,
    from: instantShape.nullable(),
    until: instantShape.nullable(),
    except: exceptShape.nullable().meta({ description: 'Days on which nothing happens.' }),
    ifQuiet: z.enum(['move', 'skip', 'anyway']),
    catchUp: z.object({ policy: z.enum(['skip', 'once', 'all']), graceSeconds: z.number().nullable() }),
    action: actionShape,
    state: z.enum(['active', 'paused', 'done', 'deleted']),
    pausedBecause: z.string().nullable(),
    nextAt: instantShape.nullable(),
    lastAt: instantShape.nullable(),
    coming: z.array(occurrenceShape).meta({ description: 'The next of them.' }),
    actor: actorShape,
  })
  .meta({ id: 'Schedule' });

const shownAhead = 5;

export const showSchedule = (schedule: Schedule, chat: Chat): z.infer<typeof scheduleShape> => ({
  id: formatRef('schedule', schedule.id),
  chat: formatRef('chat', schedule.chatId),
  words: schedule.words,
  rule: showRule(schedule.rule),
  from: maybeInstant(schedule.from),
  until: maybeInstant(schedule.until),
  except: schedule.except && {
    zone: schedule.except.zone,
    days: [...schedule.except.days],
    weekdays: [...schedule.except.weekdays],
  },
  ifQuiet: schedule.ifQuiet,
  catchUp: {
    policy: schedule.catchUp.policy,
    graceSeconds: schedule.catchUp.graceMs === null ? null : schedule.catchUp.graceMs / 1_000,
  },
  action: showAction(schedule.action),
  state: schedule.state,
  pausedBecause: schedule.pausedBecause,
  nextAt: maybeInstant(schedule.nextAt),
  lastAt: maybeInstant(schedule.lastAt),
  coming: comingOccurrences(schedule, chat, shownAhead).map(showOccurrence),
  actor: showActor(schedule.actor),
});

export const showOccurrence = ({ at, planned }: Occurrence): z.infer<typeof occurrenceShape> => ({
  at: instantOf(at),
  planned: instantOf(planned),
});

export function showAction(action: ScheduledAction): z.infer<typeof actionShape> {
  const none = { message: null, text: null, out: null, hold: null, slot: null };
  switch (action.kind) {
    case 'unpin_all':
      return { ...none, kind: action.kind };
    case 'unpin':
      return { ...none, kind: action.kind, message: formatRef('message', action.messageId) };
    case 'pin':
    case 'swap': {
      const { target } = action;
      return {
        kind: action.kind,
        message: target.kind === 'message' ? formatRef('message', target.messageId) : null,
        text: target.kind === 'text' ? target.text : null,
        out: action.kind === 'swap' ? formatRef('message', action.out) : null,
        hold: showHold(action.hold),
        slot: action.kind === 'pin' ? action.slot : null,
      };
    }
  }
}
