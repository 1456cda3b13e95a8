import type { Chat, Instant, ScheduledAction } from '@pinwheel/domain';
import type { CreateSchedule } from '@pinwheel/pinning';
import { z } from 'zod';
import { askedInstant } from '../json.js';
import type { V1Needs } from '../needs.js';
import { invalid } from '../problems/problem.js';
import { refShape } from '../refs.js';
import { askedHoldShape, readAskedHold } from '../words/holds.js';
import { askedTargetFields, messageIdIn, readTarget } from '../words/targets.js';
import { askedWhenShape, readAskedWhen } from '../words/whens.js';

const askedActionShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pin'),
    ...askedTargetFields,
    hold: askedHoldShape.optional(),
    slot: z.int().min(1).max(1_000).optional(),
  }),
  z.strictObject({ kind: z.literal('unpin'), message: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('unpin_all') }),
  z.strictObject({
    kind: z.literal('swap'),
    out: z.string().min(1).max(200).meta({ description: 'The message that goes.' }),
    ...askedTargetFields,
    hold: askedHoldShape.optional(),
  }),
]);

const dayShape = z.strictObject({ from: z.iso.date(), to: z.iso.date() });

export const askedScheduleShape = z
  .strictObject({
    chat: refShape('chat'),
    when: askedWhenShape,
    action: askedActionShape,
    from: askedInstant.optional().meta({ description: 'Nothing happens before.' }),
    until: askedInstant.optional().meta({ description: 'Nothing happens after.' }),
    except: z
      .strictObject({
        days: z.array(dayShape).max(100).default([]),
        weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
      })
      .optional()
      .meta({ description: 'Days on which nothing happens, in the chat’s time zone.' }),
    ifQuiet: z.enum(['move', 'skip', 'anyway']).optional().meta({ description: 'What becomes of it in quiet hours.' }),
    catchUp: z
      .strictObject({
        policy: z.enum(['skip', 'once', 'all']),
        graceSeconds: z.int().min(1).max(31_536_000).optional(),
      })
      .optional()
      .meta({ description: 'What becomes of what was missed in an outage; `once` if left out.' }),
  })
  .meta({ id: 'AskedSchedule' });

type Asked = z.infer<typeof askedScheduleShape>;

/** What was asked for at `now`, in the words of the use case. Those of time are understood in the chat's zone. */
export async function readAskedSchedule(
  needs: V1Needs,
  chat: Chat,
  asked: Asked,
  now: Instant,
): Promise<Omit<CreateSchedule, 'source' | 'actor' | 'reportTo'>> {
  const understanding = { now, zone: chat.timeZone };
  const { from, until, except, ifQuiet, catchUp } = asked;
  return {
    ...readAskedWhen(asked.when, understanding),
    chatId: chat.id,
    action: await readAction(needs, chat, asked.action, understanding),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(until !== undefined && { until: Date.parse(until) }),
    ...(except && { except: exceptionsOf(except, chat) }),
    ...(ifQuiet && { ifQuiet }),
    ...(catchUp && {
      catchUp: {
        policy: catchUp.policy,
        graceMs: catchUp.graceSeconds === undefined ? null : catchUp.graceSeconds * 1_000,
      },
    }),
  };
}

function exceptionsOf({ days, weekdays }: NonNullable<Asked['except']>, { timeZone: zone }: Chat) {
  const backwards = days.findIndex(({ from, to }) => to < from);
  if (backwards >= 0) throw invalid(`except/days/${backwards}`, 'ends before it begins');
  return { zone, days, weekdays: weekdays as (1 | 2 | 3 | 4 | 5 | 6 | 7)[] };
}

async function readAction(
  needs: V1Needs,
  chat: Chat,
  asked: Asked['action'],
  understanding: { now: number; zone: string },
): Promise<ScheduledAction> {
  const { kind } = asked;
  if (kind === 'unpin_all') return { kind };
  if (kind === 'unpin') return { kind, messageId: await messageOf(needs, chat, asked.message, 'action/message') };
  const target = await readTarget(needs, chat, asked, 'action/');
  const hold = readAskedHold(asked.hold, understanding, 'action/hold') ?? chat.hold;
  if (kind === 'pin') return { kind, target, hold, slot: asked.slot ?? null };
  return { kind, out: await messageOf(needs, chat, asked.out, 'action/out'), target, hold };
}

async function messageOf(needs: V1Needs, chat: Chat, word: string, pointer: string): Promise<number> {
  const id = await messageIdIn(needs, chat, word);
  if (id === null) throw invalid(pointer, `there is no message “${word}” in that chat`);
  return id;
}
