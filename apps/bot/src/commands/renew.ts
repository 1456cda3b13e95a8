import { formatRef, parseRef } from '@pinwheel/domain';
import { renewPin, type RenewReply } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import { readOptions } from '../grammar/options.js';
import { subWordOf } from '../grammar/sub-words.js';
import { lines, rich } from '../ui/html.js';
import { showMessage } from '../ui/show.js';
import { showTime } from '../ui/time.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';
import { chatOfThing } from './resolve-target.js';

export const renew: Command = {
  name: 'renew',
  group: 'pin',
  role: 'editor',
  async run(bot, ask) {
    const [what, how] = ask.words;
    if (!what) return { text: ask.say.renewals.howTo() };
    const ref = what.quoted ? null : parseRef(what.text);
    if (ref?.kind !== 'pin') return misunderstood(ask, { kind: 'wrong_ref', word: what.text, wanted: 'pin' }).answer;
    const word = formatRef('pin', ref.id);
    if (!how) return { text: ask.say.renewals.howTo() };
    const said = subWordOf(how);
    if (said !== 'on' && said !== 'off') return misunderstood(ask, { kind: 'stray_word', word: how.text }).answer;
    const reading = readOptions(ask.words, 2, ['chat'], { now: bot.deps.clock.now(), zone: bot.deps.timeZone });
    if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
    const pin = await bot.deps.store.findPin(ref.id);
    if (!pin) return misunderstood(ask, { kind: 'ref_gone', word }).answer;
    const choice = await chatOfThing(bot, ask, pin.chatId, word, reading.options.chat);
    if (choice.kind === 'answer') return choice.answer;
    const reply = await renewPin(bot.deps, { pinId: ref.id, on: said === 'on' });
    return { text: sayRenewal(reply, word, choice.chat.timeZone, ask), shows: pin.messageId };
  },
};

function sayRenewal(reply: RenewReply, word: string, zone: string, ask: Ask) {
  const { renewals, refusals } = ask.say;
  if (reply.kind === 'refused') {
    const { why } = reply;
    return rich`${word}: ${why.kind === 'not_pinned' ? refusals.not_pinned(why) : refusals.already_under_way(why)}`;
  }
  const { pin, nextAt } = reply;
  const name = rich`<b>${word}</b> ${showMessage(pin.message, ask)}`;
  const time = (at: number) => showTime(at, zone, ask.language);
  if (pin.holdUntil !== null) return renewals.off(name, time(pin.holdUntil));
  return lines(renewals.on(name), nextAt === null ? null : renewals.next(time(nextAt)));
}
