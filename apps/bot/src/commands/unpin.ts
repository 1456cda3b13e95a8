import { type Chat, formatRef } from '@pinwheel/domain';
import {
  describeCommand,
  type ShownPin,
  unpin as unpinUseCase,
  type UnpinReply,
  type UnpinWhat,
} from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { subWordOf } from '../grammar/sub-words.js';
import { type SaidTarget, readTarget, type TargetGrammar } from '../grammar/target.js';
import { tellCommand } from '../reports/tell-command.js';
import type { Answer, Button } from '../ui/buttons.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import { labelOf, showChat, showMessage } from '../ui/show.js';
import { type ChatChoice, chooseChat } from './choose-chat.js';
import type { Command } from './command.js';
import { connectionNote, reportWhere } from './pin.js';
import { misunderstood, readInChat } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { chatOfThing, repliedMessage } from './resolve-target.js';

export const unpin: Command = {
  name: 'unpin',
  group: 'pin',
  role: 'editor',
  async run(bot, ask) {
    const all = subWordOf(ask.words[0]) === 'all';
    const understood = await readInChat(
      bot,
      ask,
      (understanding) => readTarget(ask.text, ask.words, all ? 1 : 0, all ? nothing : grammar, understanding),
      ({ target, options }) => (all ? everything(bot, ask, options.chat) : meaning(bot, ask, target, options.chat)),
    );
    if (understood.kind === 'answer') return understood.answer;
    const { chat, what } = understood.meant;
    return what ? startUnpin(bot, ask, chat, what) : whichOne(bot, ask, chat);
  },
};

const grammar: TargetGrammar = { refs: ['pin', 'message'], texts: false, options: ['chat'] };
const nothing: TargetGrammar = { refs: [], texts: false, options: ['chat'] };

type Meaning = Exclude<ChatChoice, { kind: 'chat' }> | { kind: 'chat'; chat: Chat; what: UnpinWhat | null };

export async function everything(bot: Bot, ask: Ask, chatSaid: string | null): Promise<Meaning> {
  const choice = await chooseChat(bot, ask, chatSaid);
  return choice.kind === 'chat' ? { ...choice, what: { kind: 'all' } } : choice;
}

/** What is to be taken down; `what` is null where the person has to say which one. */
export async function meaning(bot: Bot, ask: Ask, said: SaidTarget, chatSaid: string | null): Promise<Meaning> {
  const replied = await repliedMessage(bot, ask);
  if (said.kind === 'ref') return refMeaning(bot, ask, said.ref === 'pin' ? 'pin' : 'message', said.id, chatSaid);
  if (replied !== null && said.kind === 'none') return refMeaning(bot, ask, 'message', replied, chatSaid);
  if (said.kind !== 'none')
    return misunderstood(ask, { kind: 'stray_word', word: said.kind === 'last' ? said.word : said.text });
  if (ask.replyTo !== null) return misunderstood(ask, { kind: 'not_relayed' });
  const choice = await chooseChat(bot, ask, chatSaid);
  return choice.kind === 'chat' ? { ...choice, what: null } : choice;
}

async function refMeaning(
  bot: Bot,
  ask: Ask,
  kind: 'pin' | 'message',
  id: number,
  chatSaid: string | null,
): Promise<Meaning> {
  const { store } = bot.deps;
  const ref = formatRef(kind, id);
  const thing = kind === 'pin' ? await store.findPin(id) : await store.findMessage(id);
  if (!thing) return misunderstood(ask, { kind: 'ref_gone', word: ref });
  const choice = await chatOfThing(bot, ask, thing.chatId, ref, chatSaid);
  return choice.kind === 'chat' ? { ...choice, what: { kind, id } } : choice;
}

export async function startUnpin(bot: Bot, ask: Ask, chat: Chat, what: UnpinWhat): Promise<Answer> {
  const { source, actor } = ask;
  const reply = await unpinUseCase(bot.deps, { source, actor, chatId: chat.id, what, reportTo: null });
  if (reply.kind === 'accepted') return underWay(bot, ask, chat, reply);
  if (reply.letGo?.length) {
    const refs = reply.letGo.map((id) => formatRef('message', id)).join(', ');
    return { text: ask.say.drift.letGo(refs) };
  }
  if (reply.why.kind !== 'not_pinned' || what.kind === 'all')
    return {
      text:
        what.kind === 'all' && reply.why.kind === 'not_pinned'
          ? ask.say.pins.boardEmpty()
          : sayRefusal(reply.why, chat, ask),
    };
  const word = formatRef(what.kind, what.id);
  return { text: paragraphs(rich`${word}: ${sayRefusal(reply.why, chat, ask)}`) };
}

async function underWay(
  bot: Bot,
  ask: Ask,
  chat: Chat,
  { command: { command, operations }, known }: Extract<UnpinReply, { kind: 'accepted' }>,
): Promise<Answer> {
  const ended = known ? await describeCommand(bot.deps, command.id) : null;
  if (ended && ended.state !== 'under_way') return tellCommand(bot, ended, ask);
  const meant = operations.flatMap(({ content }) => (content.kind === 'unpin' ? [content.messageId] : []));
  const messages = await Promise.all(meant.map((id) => bot.deps.store.findMessage(id)));
  const shown = messages.filter((message) => message !== null);
  const names: Html[] = shown.map((message, index) => rich`${index === 0 ? '' : ', '}${showMessage(message, ask, 30)}`);
  return {
    text: lines(ask.say.pins.unpinning(rich`${names}`, showChat(chat)), await connectionNote(bot, ask, chat)),
    shows: shown.length === 1 ? shown[0]!.id : null,
    whenShown: (id) => reportWhere(bot, ask, command.id, id),
  };
}

/** With one pin there is no question. */
async function whichOne(bot: Bot, ask: Ask, chat: Chat): Promise<Answer> {
  const { deps } = bot;
  const pins = await deps.store.standingPins(chat.id, deps.clock.now());
  if (pins.length === 0) return { text: lines(ask.say.chats.current(showChat(chat)), ask.say.pins.boardEmpty()) };
  if (pins.length === 1) return startUnpin(bot, ask, chat, { kind: 'pin', id: pins[0]!.id });
  const buttons = pins.map((pin): Button[] => [unpinButton(ask, chat, pin)]);
  return {
    text: paragraphs(
      ask.say.pins.whichUnpin(showChat(chat)),
      lines(...pins.map((pin) => rich`<b>${formatRef('pin', pin.id)}</b> ${showMessage(pin.message, ask)}`)),
    ),
    buttons: [
      ...buttons,
      [
        { label: ask.say.pins.all, action: { kind: 'unpin', chatId: chat.id, what: { kind: 'all' } }, style: 'danger' },
        { label: ask.say.pins.leave, action: { kind: 'leave' } },
      ],
    ],
    question: true,
  };
}

function unpinButton({ say }: Ask, chat: Chat, pin: ShownPin): Button {
  return {
    label: say.pins.unpin(formatRef('pin', pin.id), labelOf(pin.message, say)),
    action: { kind: 'unpin', chatId: chat.id, what: { kind: 'pin', id: pin.id } },
  };
}
