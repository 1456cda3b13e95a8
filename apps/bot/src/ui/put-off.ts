import type { Chat, Operation, PutOff } from '@pinwheel/domain';
import type { Bot } from '../bot.js';
import { type Html, lines, rich } from './html.js';
import { showMessage, type Shows } from './show.js';
import { showTime } from './time.js';

/** What waits for the chat's budget, until when and why; null where nothing does. */
export async function showPutOff({ deps }: Bot, shows: Shows, chat: Chat): Promise<Html | null> {
  const found = await deps.store.putOffOperations(chat.id, deps.clock.now());
  const shown = await Promise.all(found.map((operation) => showOne({ deps }, shows, chat, operation)));
  return shown.length === 0 ? null : lines(shows.say.budget.putOffTitle(), ...shown);
}

async function showOne(
  { deps }: Pick<Bot, 'deps'>,
  shows: Shows,
  chat: Chat,
  { content, putOff, wakeAt }: Operation,
): Promise<Html | null> {
  if (!('messageId' in content) || !putOff || wakeAt === null) return null;
  const message = await deps.store.findMessage(content.messageId);
  const words = shows.say.budget;
  const say = { pin: words.pinLater, unpin: words.unpinLater, post: words.postLater, favorite_message: null };
  const speak = say[content.kind];
  if (!message || !speak) return null;
  return speak(
    showMessage(message, shows, 30),
    showTime(wakeAt, chat.timeZone, shows.language),
    whyPutOff(putOff, chat, shows),
  );
}

/** By the settings as they are now. */
export function whyPutOff({ because }: PutOff, { changeGapSeconds, changesADay }: Chat, { say }: Shows): Html {
  if (because === 'day_full') return say.budget.day(changesADay);
  const minutes = changeGapSeconds / 60;
  return say.budget.gap(
    Number.isInteger(minutes) && minutes > 0
      ? rich`${say.holds.length(minutes, 'minute')}`
      : say.settings.seconds(changeGapSeconds),
  );
}
