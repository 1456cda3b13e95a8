import { describeRule } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readMovedRule } from '../grammar/moved-rule.js';
import type { Answer } from '../ui/buttons.js';
import { changePlans } from './change-plans.js';
import { misunderstood } from './read-in-chat.js';
import { lookAtSchedule } from './schedule-change.js';

/** `sN move <when>`: of what is about an event the event is moved, and its moments with it. */
export async function moveTo(bot: Bot, ask: Ask, id: number): Promise<Answer> {
  const { store } = bot.deps;
  const schedule = await store.findSchedule(id);
  const chat = schedule && (await store.findChat(schedule.chatId));
  if (!chat || schedule.state === 'deleted') return lookAtSchedule(bot, ask, id);
  const reading = readMovedRule(ask.words, 2, schedule.rule, { now: ask.saidAt, zone: chat.timeZone });
  if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
  const words = describeRule(reading.rule, ask.language, chat.timeZone);
  return changePlans(bot, ask, { kind: 'move', id, rule: reading.rule, words });
}
