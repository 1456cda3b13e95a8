import type { Word } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readItemTerms } from '../grammar/item-terms.js';
import type { Answer } from '../ui/buttons.js';
import { changePlans } from './change-plans.js';
import { misunderstood } from './read-in-chat.js';
import { goneRotation } from './rotation-change.js';

/** `set rN k [weight 3] [from 1/12 until 24/12] [at least 2 days]`: what is not said stays as it is. */
export async function setItem(bot: Bot, ask: Ask, id: number, [place, ...said]: readonly Word[]): Promise<Answer> {
  const { store } = bot.deps;
  if (!place) return misunderstood(ask, { kind: 'missing', what: 'place' }).answer;
  if (!/^[1-9]\d{0,3}$/.test(place.text)) return misunderstood(ask, { kind: 'not_a_number', word: place.text }).answer;
  const rotation = (await store.findRotation(id)).find(({ state }) => state !== 'deleted');
  const chat = rotation && (await store.findChat(rotation.chatId));
  if (!chat) return goneRotation(ask, id);
  const reading = readItemTerms(said, 0, { now: ask.saidAt, zone: chat.timeZone });
  if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
  const edit = { kind: 'set' as const, place: Number(place.text), terms: reading.terms };
  return changePlans(bot, ask, { kind: 'rotation', id, edit });
}
