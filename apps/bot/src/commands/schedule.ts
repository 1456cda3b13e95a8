import { parseRef } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readOptions } from '../grammar/options.js';
import { subWordOf } from '../grammar/sub-words.js';
import type { Answer } from '../ui/buttons.js';
import { changePlans } from './change-plans.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';
import { alterSchedule, isChange, lookAtSchedule } from './schedule-change.js';
import { moveTo } from './schedule-move.js';
import { planSchedule } from './schedule-plan.js';
import { listSchedules } from './schedule-show.js';

export const schedule: Command = {
  name: 'schedule',
  group: 'plan',
  role: 'editor',
  async run(bot, ask) {
    const [first, second] = ask.words;
    if (!first && ask.replyTo === null) return listSchedules(bot, ask, null);
    if (!first) return misunderstood(ask, { kind: 'no_when' }).answer;
    if (subWordOf(first) === 'list') return list(bot, ask);
    const ref = first.quoted ? null : parseRef(first.text);
    if (!ref) return planSchedule(bot, ask);
    if (ref.kind !== 'schedule')
      return misunderstood(ask, { kind: 'wrong_ref', word: first.text, wanted: 'schedule' }).answer;
    if (subWordOf(second) === 'move') return moveTo(bot, ask, ref.id);
    if (ask.words.length > 2) return misunderstood(ask, { kind: 'stray_word', word: ask.words[2]!.text }).answer;
    if (!second) return lookAtSchedule(bot, ask, ref.id);
    const change = subWordOf(second);
    if (!isChange(change)) return misunderstood(ask, { kind: 'stray_word', word: second.text }).answer;
    if (change === 'now') return alterSchedule(bot, ask, ref.id, change);
    return changePlans(bot, ask, { kind: 'schedule', id: ref.id, edit: change });
  },
};

async function list(bot: Bot, ask: Ask): Promise<Answer> {
  const { deps } = bot;
  const reading = readOptions(ask.words, 1, ['chat'], { now: deps.clock.now(), zone: deps.timeZone });
  if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
  return listSchedules(bot, ask, reading.options.chat);
}
