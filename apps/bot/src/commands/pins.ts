import { type Chat, formatRef, inShownOrder } from '@pinwheel/domain';
import type { ShownPin } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import { readOptions } from '../grammar/options.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import { showPutOff } from '../ui/put-off.js';
import { actorName, pinEnd, showChat, showMessage, tappable } from '../ui/show.js';
import { chooseChat } from './choose-chat.js';
import type { Command } from './command.js';
import { showDrift } from './drift.js';
import { misunderstood } from './read-in-chat.js';

export const pins: Command = {
  name: 'pins',
  group: 'look',
  role: 'viewer',
  async run(bot, ask) {
    const { deps, config } = bot;
    const now = deps.clock.now();
    const reading = readOptions(ask.words, 0, ['chat'], { now, zone: deps.timeZone });
    if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
    const choice = await chooseChat({ deps }, ask, reading.options.chat);
    if (choice.kind === 'answer') return choice.answer;
    const { chat } = choice;
    const standing = await deps.store.standingPins(chat.id, now);
    const shown = inShownOrder(standing.map((pin) => ({ ...pin, messageSentAt: pin.message.sentAt })));
    const drift = await showDrift(bot, ask, chat);
    const slots = chat.slots ?? config.slots;
    return {
      text: paragraphs(
        ask.say.pins.boardTitle(showChat(chat)),
        ...(shown.length > 0 ? shown.map((pin) => showPin(pin, chat, ask)) : [ask.say.pins.boardEmpty()]),
        lines(
          ask.say.pins.freeSlots(Math.max(0, slots - shown.length), slots),
          chat.lockedSlots.length > 0 ? ask.say.pins.lockedSlots(chat.lockedSlots.join(', ')) : null,
          shown.length > 1 ? ask.say.pins.shownOrder() : null,
        ),
        await showPutOff(bot, ask, chat),
        drift.text,
      ),
      buttons: drift.buttons,
      shows: shown.length === 1 ? shown[0]!.messageId : null,
    };
  },
};

function showPin(pin: ShownPin, { timeZone, lockedSlots }: Chat, ask: Ask): Html {
  const ref = formatRef('pin', pin.id);
  return lines(
    ask.say.pins.pinLine(rich`${ref}`, pin.slot, showMessage(pin.message, ask), lockedSlots.includes(pin.slot)),
    rich`${ask.say.pins.by(actorName(pin.by, ask.say))} · ${pinEnd(pin, timeZone, ask)}`,
    tappable('unpin', ref, ask.language),
  );
}
