import { type Instance, type Linking, startLinking } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { subWordOf } from '../grammar/sub-words.js';
import type { Answer } from '../ui/buttons.js';
import { lines, paragraphs } from '../ui/html.js';
import { instanceName } from '../ui/show.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';
import { showInstance } from './status.js';

export const link: Command = {
  name: 'link',
  group: 'setup',
  role: 'owner',
  async run(bot, ask) {
    const [first, second] = ask.words;
    const verb = first ? subWordOf(first) : 'qr';
    if (verb === 'code') return linkByCode(bot, ask);
    if (second) return misunderstood(ask, { kind: 'stray_word', word: second.text }).answer;
    if (verb === 'qr') return startLink(bot, ask, 'qr', null);
    if (verb === 'status') return showLinks(bot, ask);
    if (verb === 'off') return askToUnlink(bot, ask);
    return misunderstood(ask, { kind: 'stray_word', word: first!.text }).answer;
  },
};

/** A danger that is confirmed at once or not at all. */
const confirmWithin = 300_000;

async function linkByCode(bot: Bot, ask: Ask): Promise<Answer> {
  const typed = ask.words
    .slice(1)
    .map(({ text }) => text)
    .join(' ');
  if (typed === '') return { text: ask.say.linking.noNumber() };
  const phone = readPhone(typed);
  return phone === null ? { text: ask.say.linking.badNumber(typed) } : startLink(bot, ask, 'code', phone);
}

/** Digits of a number with its country code (E.164), or null. */
function readPhone(typed: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(typed)) return null;
  const digits = typed.replace(/\D/g, '').replace(/^00/, '');
  return /^[1-9]\d{7,14}$/.test(digits) ? digits : null;
}

async function startLink({ deps }: Bot, ask: Ask, method: Linking['method'], phone: string | null): Promise<Answer> {
  const words = ask.say.linking;
  // Whoever sees the QR or the code in a group could take the account.
  if (!ask.isPrivate) return { text: words.onlyPrivate() };
  const target = { chatId: ask.telegramChatId, messageId: null, language: ask.language };
  const reply = await startLinking(deps, { method, phone, target });
  if (reply.kind === 'already_linked') return { text: words.alreadyLinked(instanceName(reply.instance, ask.say)) };
  if (reply.kind === 'already_under_way' && reply.linking.target?.chatId !== ask.telegramChatId)
    return { text: words.underWay() };
  return { text: lines(words.asked(), phone === null ? words.qrFollows() : words.codeFollows(phone)) };
}

async function showLinks({ deps }: Bot, ask: Ask): Promise<Answer> {
  const instances = await deps.instances.all();
  if (instances.length === 0) return { text: ask.say.status.noInstance() };
  return { text: paragraphs(...instances.map((instance) => showInstance(instance, deps.timeZone, ask))) };
}

async function askToUnlink({ deps }: Bot, ask: Ask): Promise<Answer> {
  const instance = (await deps.instances.all()).find(isLinked);
  if (!instance) return { text: ask.say.linking.notLinked() };
  return {
    text: ask.say.linking.offAsk(instanceName(instance, ask.say)),
    buttons: [
      [
        { label: ask.say.linking.offYes, action: { kind: 'unlink' }, style: 'danger' },
        { label: ask.say.linking.offNo, action: { kind: 'leave' } },
      ],
    ],
    question: true,
    buttonLifetime: confirmWithin,
  };
}

const isLinked = ({ state }: Instance): boolean => state !== 'unlinked' && state !== 'leaving';
