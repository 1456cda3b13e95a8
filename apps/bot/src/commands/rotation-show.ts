import {
  type Chat,
  describeRule,
  formatRef,
  type Instant,
  previewTurns,
  type Rotation,
  type RotationItem,
} from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import { showChat, lengthWords, showMessage, showText } from '../ui/show.js';
import { showDay, showTime, showTimeOnly, showTimeSoon } from '../ui/time.js';
import { chooseChat } from './choose-chat.js';
import { pauseLine } from './schedule-show.js';

/** Turns that are shown of a rotation in one chat, and in each of several. */
const shownTurns = 5;
const shownTurnsEach = 3;
/** More chats make a message that nobody reads to its end. */
const shownChats = 8;

/** A rotation with its items, as it stands in its chats. */
export async function showRotation(bot: Bot, ask: Ask, standing: readonly Rotation[]): Promise<Html> {
  const words = ask.say.rotations;
  const [first] = standing as readonly [Rotation, ...Rotation[]];
  const ref = formatRef('rotation', first.id);
  const chats = await chatsOf(bot, standing);
  const items = await Promise.all(first.items.map((_, index) => showItemLine(bot, ask, standing, index)));
  return paragraphs(
    lines(
      words.created(rich`<b>${ref}</b>`, first.name, rich`${commaed(chats.slice(0, shownChats).map(showChat))}`),
      ask.say.schedules.rule(describeRule(first.rule, ask.language, first.zone)),
      first.slot === null ? null : words.slot(first.slot),
      first.shuffled ? words.shuffled() : null,
      ...staggerOf(ask, standing),
      ...standing.slice(0, shownChats).map((rotation) => {
        const state = stateOf(ask, rotation, bot.deps.clock.now());
        return standing.length === 1 ? state : words.inChat(rich`${formatRef('chat', rotation.chatId)}`, state);
      }),
      standing.length > shownChats ? words.moreChats(standing.length - shownChats) : null,
    ),
    items.length > 0 ? lines(...items) : lines(words.noItems(), words.addHint(ref)),
  );
}

/** The turns that will come, chat by chat: what fires finds them in the same way. */
export async function showTurns(bot: Bot, ask: Ask, standing: readonly Rotation[]): Promise<Html | null> {
  const words = ask.say.rotations;
  const now = bot.deps.clock.now();
  const single = standing.length === 1;
  const shown = await Promise.all(
    standing.slice(0, shownChats).map(async (rotation) => {
      const turns = previewTurns(rotation, now, single ? shownTurns : shownTurnsEach);
      const coming = turns.map(async ({ at, movedFrom, item, stays }) => {
        const time = rich`${showTime(at, rotation.zone, ask.language)}${movedLine(ask, rotation, movedFrom)}`;
        if (!item) return words.nobody(time);
        return (stays ? words.stays : words.turn)(time, await showItem(bot, ask, item, single));
      });
      const chat = single || turns.length === 0 ? null : rich`${formatRef('chat', rotation.chatId)}:`;
      return lines(chat, ...(await Promise.all(coming)));
    }),
  );
  const there = shown.filter(({ markup }) => markup !== '');
  return there.length > 0 ? lines(words.coming(), ...there) : null;
}

function movedLine({ say, language }: Ask, { zone }: Rotation, movedFrom: Instant | null): Html | string {
  return movedFrom === null ? '' : rich` (${say.schedules.putOff(showTimeOnly(movedFrom, zone, language))})`;
}

const commaed = (parts: readonly Html[]): Html[] => parts.map((part, index) => (index === 0 ? part : rich`, ${part}`));

async function chatsOf({ deps }: Bot, standing: readonly Rotation[]): Promise<Chat[]> {
  const chats = await Promise.all(standing.map(({ chatId }) => deps.store.findChat(chatId)));
  return chats.filter((chat) => chat !== null);
}

function staggerOf(ask: Ask, standing: readonly Rotation[]): Html[] {
  const staggerMs = standing[1]?.delayMs ?? 0;
  return staggerMs > 0 ? [ask.say.rotations.stagger(lengthWords(staggerMs, ask.say))] : [];
}

function stateOf(ask: Ask, rotation: Rotation, now: Instant): Html {
  const { nextAt, zone } = rotation;
  if (rotation.state === 'paused') return pauseLine(ask, rotation);
  if (nextAt === null) return ask.say.schedules.noNext();
  return ask.say.schedules.next(showTimeSoon(nextAt, now, zone, ask.language));
}

async function showItemLine(bot: Bot, ask: Ask, standing: readonly Rotation[], index: number): Promise<Html> {
  const words = ask.say.rotations;
  const item = standing[0]!.items[index]!;
  const { weight, leastMs, gone } = item;
  const onAir = standing.filter(({ currentItemId }) => currentItemId === item.id);
  const refs = onAir.map(({ chatId }) => formatRef('chat', chatId)).join(', ');
  const about = [
    weight > 1 ? words.weight(weight) : '',
    showWindow(ask, item),
    leastMs === null ? '' : words.least(lengthWords(leastMs, ask.say)),
    gone ? words.gone() : '',
    onAir.length === 0 ? '' : standing.length === 1 ? words.onAir() : words.onAirIn(refs),
  ];
  return words.item(index + 1, await showItem(bot, ask, item, standing.length === 1), rich`${about}`);
}

function showWindow({ say, language }: Ask, { window: { from, until } }: RotationItem): Html | string {
  if (from !== null && until !== null)
    return say.rotations.fromUntil(showDay(from, language), showDay(until, language));
  if (from !== null) return say.rotations.from(showDay(from, language));
  return until === null ? '' : say.rotations.until(showDay(until, language));
}

/** `single`: in one chat only, so that what was posted for a text has one ref. */
async function showItem({ deps }: Bot, ask: Ask, { target, messageId }: RotationItem, single: boolean): Promise<Html> {
  if (target.kind === 'text') {
    const ref = single && messageId !== null ? `${formatRef('message', messageId)} ` : '';
    return rich`${ref}${showText(target.text)}`;
  }
  const message = await deps.store.findMessage(target.messageId);
  return message ? showMessage(message, ask) : rich`${formatRef('message', target.messageId)}`;
}

/** Those of one chat, if one was said, else of all. */
export async function listRotations(bot: Bot, ask: Ask, chatSaid: string | null): Promise<Answer> {
  const { store } = bot.deps;
  const choice = chatSaid === null ? null : await chooseChat(bot, ask, chatSaid);
  if (choice?.kind === 'answer') return choice.answer;
  const ids = new Set((await store.rotations(choice?.chat.id)).map(({ id }) => id));
  const shown = await Promise.all([...ids].map(async (id) => showRotation(bot, ask, await store.findRotation(id))));
  if (shown.length === 0) return { text: ask.say.rotations.none() };
  return { text: paragraphs(ask.say.rotations.title(), ...shown) };
}
