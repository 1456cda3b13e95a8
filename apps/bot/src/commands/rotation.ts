import { parseRef, type RotationEdit, type Word } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Misread } from '../grammar/misread.js';
import { readOptions } from '../grammar/options.js';
import { type SubWord, subWordOf } from '../grammar/sub-words.js';
import type { Answer } from '../ui/buttons.js';
import { changePlans } from './change-plans.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';
import { addToRotation, createNamed } from './rotation-make.js';
import { alterRotation, lookAtRotation } from './rotation-change.js';
import { setItem } from './rotation-set.js';
import { listRotations } from './rotation-show.js';

export const rotation: Command = {
  name: 'rotation',
  group: 'plan',
  role: 'editor',
  async run(bot, ask) {
    const [first, second] = ask.words;
    const verb = subWordOf(first);
    if (verb === 'create') return createNamed(bot, ask);
    if (!first || verb === 'list' || verb === 'in') return list(bot, ask);
    // `r1 pause` is as good as `pause r1`.
    const turned = parseRef(first.text) && second ? [second, first, ...ask.words.slice(2)] : ask.words;
    if (parseRef(turned[0]!.text))
      return withRotation(ask, turned[0], (id) => lookAtRotation(bot, ask, id), turned.slice(1));
    return give(bot, ask, turned);
  },
};

type Simple = 'pause' | 'resume' | 'delete';
const isSimple = (verb: SubWord | null): verb is Simple => verb === 'pause' || verb === 'resume' || verb === 'delete';

const edit = (bot: Bot, ask: Ask, id: number, wanted: RotationEdit): Promise<Answer> =>
  changePlans(bot, ask, { kind: 'rotation', id, edit: wanted });

async function give(bot: Bot, ask: Ask, [verbWord, refWord, ...numbers]: readonly Word[]): Promise<Answer> {
  const verb = subWordOf(verbWord);
  if (isSimple(verb)) return withRotation(ask, refWord, (id) => edit(bot, ask, id, { kind: verb }), numbers);
  switch (verb) {
    case 'next':
      return withRotation(ask, refWord, (id) => alterRotation(bot, ask, id, { kind: verb }), numbers);
    case 'preview':
      return withRotation(ask, refWord, (id) => lookAtRotation(bot, ask, id), numbers);
    case 'add':
      return withRotation(ask, refWord, (id) => addToRotation(bot, ask, id), []);
    case 'set':
      return withRotation(ask, refWord, (id) => setItem(bot, ask, id, numbers), []);
    case 'remove':
      return withPlaces(bot, ask, refWord, numbers, 1, ([place]) => ({ kind: 'remove', place: place! }));
    case 'move':
      return withPlaces(bot, ask, refWord, numbers, 2, ([from, to]) => ({ kind: 'move', from: from!, to: to! }));
    default:
      return refuse(ask, { kind: 'stray_word', word: verbWord!.text });
  }
}

async function withRotation(
  ask: Ask,
  word: Word | undefined,
  act: (id: number) => Promise<Answer>,
  rest: readonly Word[],
): Promise<Answer> {
  if (!word) return refuse(ask, { kind: 'missing', what: 'rotation' });
  const ref = parseRef(word.text);
  if (!ref) return refuse(ask, { kind: 'stray_word', word: word.text });
  if (ref.kind !== 'rotation') return refuse(ask, { kind: 'wrong_ref', word: word.text, wanted: 'rotation' });
  return rest[0] ? refuse(ask, { kind: 'stray_word', word: rest[0].text }) : act(ref.id);
}

async function withPlaces(
  bot: Bot,
  ask: Ask,
  ref: Word | undefined,
  numbers: readonly Word[],
  count: number,
  wanted: (places: number[]) => RotationEdit,
): Promise<Answer> {
  const wrong = numbers.find(({ text }) => !/^[1-9]\d{0,3}$/.test(text));
  if (wrong) return refuse(ask, { kind: 'not_a_number', word: wrong.text });
  if (ref && numbers.length < count) return refuse(ask, { kind: 'missing', what: 'place' });
  const places = numbers.slice(0, count).map(({ text }) => Number(text));
  return withRotation(ask, ref, (id) => edit(bot, ask, id, wanted(places)), numbers.slice(count));
}

async function list(bot: Bot, ask: Ask): Promise<Answer> {
  const { deps } = bot;
  const start = subWordOf(ask.words[0]) === 'list' ? 1 : 0;
  const reading = readOptions(ask.words, start, ['chat'], { now: deps.clock.now(), zone: deps.timeZone });
  return reading.kind === 'misread' ? refuse(ask, reading.misread) : listRotations(bot, ask, reading.options.chat);
}

const refuse = (ask: Ask, misread: Misread): Answer => misunderstood(ask, misread).answer;
