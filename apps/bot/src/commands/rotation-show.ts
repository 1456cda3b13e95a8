import { type Chat, describeRule, formatRef, type Instant, type Rotation, type RotationItem } from '@pinwheel/domain';
import type { Turn } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import { showChat, showMessage, showText } from '../ui/show.js';
import { showTime, showTimeSoon } from '../ui/time.js';
import { chooseChat } from './choose-chat.js';
import { pauseLine } from './schedule-show.js';

/** A rotation with its items, and the turns to come if they are given. */
export async function showRotation(
  bot: Bot,
  ask: Ask,
  rotation: Rotation,
  chat: Chat,
  turns: readonly Turn[],
): Promise<Html> {
  const words = ask.say.rotations;
  const ref = formatRef('rotation', rotation.id);
  const items = await Promise.all(
    rotation.items.map(async (item, index) =>
      words.item(index + 1, await showItem(bot, ask, item), item.id === rotation.currentItemId),
    ),
  );
  const coming = await Promise.all(
    turns.map(async ({ at, item }) =>
      words.turn(showTime(at, chat.timeZone, ask.language), await showItem(bot, ask, item)),
    ),
  );
  return paragraphs(
    lines(
      words.created(rich`<b>${ref}</b>`, rotation.name, showChat(chat)),
      ask.say.schedules.rule(describeRule(rotation.rule, ask.language, chat.timeZone)),
      rotation.slot === null ? null : words.slot(rotation.slot),
      rotation.state === 'paused' ? pauseLine(ask, rotation) : nextLine(ask, rotation, chat, bot.deps.clock.now()),
    ),
    items.length > 0 ? lines(...items) : lines(words.noItems(), words.addHint(ref)),
    coming.length > 0 ? lines(words.coming(), ...coming) : null,
  );
}

function nextLine(ask: Ask, { nextAt }: Rotation, chat: Chat, now: Instant): Html {
  if (nextAt === null) return ask.say.schedules.noNext();
  return ask.say.schedules.next(showTimeSoon(nextAt, now, chat.timeZone, ask.language));
}

async function showItem({ deps }: Bot, ask: Ask, { target, messageId }: RotationItem): Promise<Html> {
  if (target.kind === 'text') {
    const posted = messageId === null ? null : await deps.store.findMessage(messageId);
    // One that was deleted is posted anew, as another message.
    const ref = posted === null || posted.revokedAt !== null ? '' : `${formatRef('message', posted.id)} `;
    return rich`${ref}${showText(target.text)}`;
  }
  const message = await deps.store.findMessage(target.messageId);
  return message ? showMessage(message, ask) : rich`${formatRef('message', target.messageId)}`;
}

/** Those of one chat, if one was said, else of all. */
export async function listRotations(bot: Bot, ask: Ask, chatSaid: string | null): Promise<Answer> {
  const { store, clock } = bot.deps;
  const choice = chatSaid === null ? null : await chooseChat(bot, ask, chatSaid);
  if (choice?.kind === 'answer') return choice.answer;
  const chats = choice ? [choice.chat] : await store.chats(clock.now());
  const shown: Html[] = [];
  for (const chat of chats)
    for (const rotation of await store.rotations(chat.id))
      if (rotation.state !== 'deleted') shown.push(await showRotation(bot, ask, rotation, chat, []));
  if (shown.length === 0) return { text: ask.say.rotations.none() };
  return { text: paragraphs(ask.say.rotations.title(), ...shown) };
}
