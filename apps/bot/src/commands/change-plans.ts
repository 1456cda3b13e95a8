import { formatRef, type RotationEdit } from '@pinwheel/domain';
import { type AgendaDifference, type PlanChange, previewChange, type PreviewChangeReply } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Action, Answer, Button } from '../ui/buttons.js';
import { type Html, paragraphs } from '../ui/html.js';
import type { Command } from './command.js';
import { showDifference, warns } from './difference-show.js';
import { alterRotation } from './rotation-change.js';
import { alterSchedule, moveNow } from './schedule-change.js';
import { alterLock, alterSettings } from './settings-change.js';

/** The role that each kind of change takes, at the tap as in words. */
export const requiredFor = ({ kind }: PlanChange): Pick<Command, 'role'> =>
  kind === 'settings' || kind === 'lock' ? { role: 'manager' } : { role: 'editor' };

type Foreseen = Extract<PreviewChangeReply, { kind: 'foreseen' }>;

/** Makes a change at once if nobody loses anything by it; else shows first what it would do to the agenda. */
export async function changePlans(bot: Bot, ask: Ask, change: PlanChange): Promise<Answer> {
  if (ask.hasBegun()) return carryOut(bot, ask, change, null);
  const preview = await previewChange(bot.deps, change);
  if (preview.kind === 'refused') return carryOut(bot, ask, change, null);
  if (!preview.harmless) return askFirst(ask, change, preview);
  return withDifference(ask, change, await carryOut(bot, ask, change, preview), preview.difference);
}

/** Makes a change that was asked about, if it still does what was shown; else asks again. */
export async function confirmChange(
  bot: Bot,
  ask: Ask,
  { change, until, shown }: Extract<Action, { kind: 'change_plans' }>,
): Promise<Answer> {
  if (ask.hasBegun()) return carryOut(bot, ask, change, null);
  const preview = await previewChange(bot.deps, change, until);
  if (preview.kind === 'refused') return carryOut(bot, ask, change, null);
  if (showDifference(preview.difference, ask).markup === shown) return carryOut(bot, ask, change, preview);
  const anew = await changePlans(bot, ask, change);
  return anew.question ? { ...anew, text: paragraphs(ask.say.differences.changedMeanwhile(), anew.text) } : anew;
}

function askFirst(ask: Ask, change: PlanChange, { difference, until }: Foreseen): Answer {
  const { differences: words } = ask.say;
  const shown = showDifference(difference, ask);
  const buttons: Button[] = [
    {
      label: words.confirm,
      action: { kind: 'change_plans', change, until, shown: shown.markup },
      style: isDeletion(change) ? 'danger' : 'primary',
    },
    { label: words.cancel, action: { kind: 'leave' } },
  ];
  return { text: paragraphs(questionOf(ask, change), shown), buttons: [buttons], question: true };
}

const isDeletion = (change: PlanChange): boolean =>
  change.kind === 'schedule' ? change.edit === 'delete' : change.kind === 'rotation' && change.edit.kind === 'delete';

function questionOf({ say }: Ask, change: PlanChange): Html {
  const { differences: words } = say;
  switch (change.kind) {
    case 'schedule':
      return words.schedule[change.edit](formatRef('schedule', change.id));
    case 'move':
      return words.moveTo(formatRef('schedule', change.id), change.words);
    case 'rotation':
      return questionOfRotation(words, formatRef('rotation', change.id), change.edit);
    case 'settings':
      return words.settings();
    case 'lock':
      return change.locked ? words.lock(change.slot) : words.unlock(change.slot);
  }
}

function questionOfRotation(words: Ask['say']['differences'], ref: string, edit: RotationEdit): Html {
  switch (edit.kind) {
    case 'add':
      return words.add(ref);
    case 'remove':
      return words.remove(ref, edit.place);
    case 'move':
      return words.move(ref, edit.from, edit.to);
    case 'set':
      return words.set(ref, edit.place);
    case 'pause':
    case 'resume':
    case 'delete':
      return words.schedule[edit.kind](ref);
  }
}

async function carryOut(bot: Bot, ask: Ask, change: PlanChange, preview: Foreseen | null): Promise<Answer> {
  const isSecond = await ask.begin();
  switch (change.kind) {
    case 'schedule': {
      const occurrence = preview?.difference.gone[0]?.at;
      return alterSchedule(bot, ask, change.id, change.edit, {
        isSecond,
        ...(occurrence !== undefined && { occurrence }),
      });
    }
    case 'move':
      return moveNow(bot, ask, change);
    case 'rotation':
      return alterRotation(bot, ask, change.id, change.edit);
    case 'settings':
      return alterSettings(bot, ask, change.chatId, change.settings);
    case 'lock':
      return alterLock(bot, ask, change);
  }
}

/** What nobody was asked about is told where the answer does not show it anyway. */
function withDifference(ask: Ask, change: PlanChange, answer: Answer, difference: AgendaDifference): Answer {
  const isEmpty = Object.values(difference).flat().length === 0;
  const showsPlans = change.kind !== 'settings' && change.kind !== 'lock';
  if (isEmpty || (showsPlans && !warns(difference))) return answer;
  return { ...answer, text: paragraphs(answer.text, showDifference(difference, ask)) };
}
