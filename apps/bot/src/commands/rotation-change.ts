import { formatRef, previewTurns, type Rotation } from '@pinwheel/domain';
import { changeRotation, type ChangeRotationReply, type RotationChange } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, rich, paragraphs } from '../ui/html.js';
import { misunderstood } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { showRotation } from './rotation-show.js';

const previewed = 5;

/** These change the items once more each time they are done. */
const once: ReadonlySet<RotationChange['kind']> = new Set(['add', 'remove', 'move']);

export async function alterRotation(bot: Bot, ask: Ask, id: number, change: RotationChange): Promise<Answer> {
  const ref = formatRef('rotation', id);
  if (once.has(change.kind) && (await ask.begin()))
    return lookAtRotation(bot, ask, id, ask.say.rotations.interrupted(ref));
  const reply = await changeRotation(bot.deps, { id, change, source: ask.source });
  if (reply.kind !== 'changed') return refused(bot, ask, id, reply);
  const said = saidOf(ask, ref, change, reply.rotation);
  if (change.kind === 'delete') return { text: said };
  return show(bot, ask, reply.rotation, said);
}

/** How it stands, with the turns that will come. */
export async function lookAtRotation(bot: Bot, ask: Ask, id: number, said: Html | null = null): Promise<Answer> {
  const rotation = await bot.deps.store.findRotation(id);
  return rotation && rotation.state !== 'deleted' ? show(bot, ask, rotation, said) : goneRotation(ask, id);
}

export const goneRotation = (ask: Ask, id: number): Answer =>
  misunderstood(ask, { kind: 'ref_gone', word: formatRef('rotation', id) }).answer;

async function show(bot: Bot, ask: Ask, rotation: Rotation, said: Html | null): Promise<Answer> {
  const chat = await bot.deps.store.findChat(rotation.chatId);
  if (!chat) return goneRotation(ask, rotation.id);
  const turns = previewTurns(rotation, bot.deps.clock.now(), previewed);
  return { text: paragraphs(said, await showRotation(bot, ask, rotation, chat, turns)) };
}

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
    case 'refused': {
      const rotation = await bot.deps.store.findRotation(id);
      const chat = rotation && (await bot.deps.store.findChat(rotation.chatId));
      return chat ? { text: sayRefusal(reply.why, chat, ask) } : goneRotation(ask, id);
    }
  }
}
