import { formatRef, type Rotation } from '@pinwheel/domain';
import { changeRotation, type ChangeRotationReply, type RotationChange } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, rich, paragraphs } from '../ui/html.js';
import { misunderstood } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { showRotation, showTurns } from './rotation-show.js';

export async function alterRotation(bot: Bot, ask: Ask, id: number, change: RotationChange): Promise<Answer> {
  const ref = formatRef('rotation', id);
  const reply = await changeRotation(bot.deps, { id, change, source: ask.source });
  if (reply.kind !== 'changed') return refused(bot, ask, id, reply);
  const said = saidOf(ask, ref, change, reply.rotations[0]!);
  if (change.kind === 'delete') return { text: said };
  return show(bot, ask, reply.rotations, said);
}

/** How it stands, with the turns that will come. */
export async function lookAtRotation(bot: Bot, ask: Ask, id: number): Promise<Answer> {
  const standing = (await bot.deps.store.findRotation(id)).filter(({ state }) => state !== 'deleted');
  return standing.length > 0 ? show(bot, ask, standing, null) : goneRotation(ask, id);
}

export const goneRotation = (ask: Ask, id: number): Answer =>
  misunderstood(ask, { kind: 'ref_gone', word: formatRef('rotation', id) }).answer;

const show = async (bot: Bot, ask: Ask, standing: readonly Rotation[], said: Html | null): Promise<Answer> => ({
  text: paragraphs(said, await showRotation(bot, ask, standing), await showTurns(bot, ask, standing)),
});

function saidOf(ask: Ask, ref: string, change: RotationChange, { items }: Rotation): Html {
  const words = ask.say.rotations;
  const shown = rich`${ref}`;
  switch (change.kind) {
    case 'add':
      return words.added(shown, items.length);
    case 'remove':
      return words.removed(shown, change.place);
    case 'move':
      return words.moved(shown, change.from, Math.min(change.to, items.length));
    case 'set':
      return words.set(shown, change.place);
    case 'next':
      return words.turning(shown);
    case 'pause':
      return words.paused(shown);
    case 'resume':
      return words.resumed(shown);
    case 'delete':
      return words.deleted(shown);
  }
}

async function refused(
  bot: Bot,
  ask: Ask,
  id: number,
  reply: Exclude<ChangeRotationReply, { kind: 'changed' }>,
): Promise<Answer> {
  const words = ask.say.rotations;
  switch (reply.kind) {
    case 'gone':
      return goneRotation(ask, id);
    case 'no_such_item':
      return { text: words.noSuchItem(reply.items) };
    case 'empty':
      return { text: words.empty(formatRef('rotation', id)) };
    case 'message_of_one_chat':
      return { text: words.oneChatsMessage(formatRef('rotation', id)) };
    case 'refused': {
      const [rotation] = await bot.deps.store.findRotation(id);
      const chat = rotation && (await bot.deps.store.findChat(rotation.chatId));
      return chat ? { text: sayRefusal(reply.why, chat, ask) } : goneRotation(ask, id);
    }
  }
}
