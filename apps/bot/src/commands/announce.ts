import type { Chat, Hold } from '@pinwheel/domain';
import { type AnnouncementWish, type ForeseenPlace, previewAnnouncement } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Options } from '../grammar/options.js';
import { readTarget, type SaidTarget, type TargetGrammar } from '../grammar/target.js';
import { say } from '../text/words.js';
import type { Answer, Button } from '../ui/buttons.js';
import { fitting } from '../ui/fitting.js';
import { excerpt, type Html, lines, paragraphs, rich } from '../ui/html.js';
import { endLine, showChat } from '../ui/show.js';
import { type ChatsChoice, chooseChats } from './choose-chats.js';
import type { Command } from './command.js';
import { readInChat } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';

export const announce: Command = {
  name: 'announce',
  group: 'pin',
  role: 'editor',
  async run(bot, ask) {
    if (ask.hasMedia) return { text: ask.say.talk.noMediaYet() };
    const understood = await readInChat(
      bot,
      ask,
      (understanding) => readTarget(ask.text, ask.words, 0, grammar, understanding),
      ({ target, options }) => resolve(bot, ask, target, options.chats),
    );
    if (understood.kind === 'answer') return understood.answer;
    const { text, chats } = understood.meant;
    return preview(bot, ask, { text, chatIds: chats.map(({ id }) => id), hold: understood.value.options.hold });
  },
};

const grammar: TargetGrammar = { refs: ['message'], texts: true, options: ['hold', 'chats'] };

/** A time is meant in the zone of the chat that was named first. */
async function resolve(bot: Bot, ask: Ask, said: SaidTarget, chatsSaid: Options['chats']) {
  if (said.kind !== 'text') return { kind: 'answer' as const, answer: { text: ask.say.announcements.howTo() } };
  const choice = chatsSaid === 'all' ? await allGroups(bot, ask) : await chooseChats(bot, ask, chatsSaid);
  if (choice.kind === 'answer') return choice;
  const [chat] = choice.chats as [Chat, ...Chat[]];
  return { kind: 'chats' as const, text: said.text, chat, chats: choice.chats };
}

/** Whoever has written to us in private is not one of those to be told things. */
async function allGroups({ deps }: Bot, ask: Ask): Promise<ChatsChoice> {
  const chats = (await deps.store.chats(deps.clock.now())).filter(({ kind }) => kind === 'group');
  if (chats.length > 0) return { kind: 'chats', chats };
  return { kind: 'answer', answer: { text: ask.say.announcements.noGroups() } };
}

/** How much of the text, and how many characters of lists, a preview shows. */
const shown = { text: 600, places: 2_400, refusals: 700 };

/** What is confirmed is what is shown: a chat where something stands in the way is not among those that are tried. */
async function preview(bot: Bot, ask: Ask, wish: AnnouncementWish): Promise<Answer> {
  const words = ask.say.announcements;
  const foreseen = await previewAnnouncement(bot.deps, wish);
  if (foreseen.kind === 'refused') return { text: say(words.refusals, foreseen.why) };
  const free = foreseen.places.filter(({ refusal }) => refusal === null);
  const barred = foreseen.places.filter(({ refusal }) => refusal !== null);
  const text = paragraphs(
    rich`📣 “${excerpt(wish.text, shown.text)}”`,
    free.length === 0 ? words.nowhere() : words.willBeIn(free.length),
    fitting(
      free.map((place) => rich`${showChat(place.chat)} · ${endOf(place, ask)}`),
      shown.places,
      words.more,
    ),
    barred.length === 0 ? null : words.notIn(barred.length),
    fitting(
      barred.map((place) => whyNot(place, ask)),
      shown.refusals,
      words.more,
    ),
  );
  if (free.length === 0) return { text };
  return { text, buttons: confirmation(ask, { ...wish, chatIds: free.map(({ chat }) => chat.id) }), question: true };
}

function confirmation(ask: Ask, { text, hold, chatIds }: { text: string; hold: Hold | null; chatIds: number[] }) {
  const words = ask.say.announcements;
  const confirm: Button = {
    label: words.confirm(chatIds.length),
    action: { kind: 'announce', text, hold, chatIds },
    style: 'primary',
  };
  const leave: Button = { label: ask.say.pins.leave, action: { kind: 'leave' } };
  return [[confirm], [leave]];
}

const endOf = ({ chat, until }: ForeseenPlace, ask: Ask): Html => endLine(until, chat.timeZone, ask);

const whyNot = ({ chat, refusal }: ForeseenPlace, ask: Ask): Html =>
  lines(rich`${showChat(chat)} · ${refusal ? sayRefusal(refusal, chat, ask) : ''}`);
