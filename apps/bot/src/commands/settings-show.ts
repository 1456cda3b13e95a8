import { type Chat, driftModes, noticeReaders } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer, Button } from '../ui/buttons.js';
import { type Html, lines, paragraphs, rich } from '../ui/html.js';
import { showChat, showHold } from '../ui/show.js';
import { showTimeOnly } from '../ui/time.js';
import { nameIn } from './names.js';

/** How a chat is set, with a tap for what has few choices. */
export function showSettings({ deps, config }: Bot, ask: Ask, chat: Chat, mayChange: boolean): Answer {
  const words = ask.say.settings;
  const { quietHours, repairsADay, changesADay } = chat;
  const text = paragraphs(
    words.title(showChat(chat)),
    lines(
      words.zone(chat.timeZone, showTimeOnly(deps.clock.now(), chat.timeZone, ask.language)),
      quietHours ? words.quiet(clock(quietHours.from), clock(quietHours.to)) : words.noQuiet(),
      words.hold(showHold(chat.hold, chat.timeZone, ask)),
      words.drift[chat.drift](repairsADay),
      words.gap(gapOf(chat, ask)),
      words.cap(changesADay),
      words.slots(chat.slots ?? config.slots),
      chat.lockedSlots.length > 0 ? words.locked(chat.lockedSlots.join(', ')) : words.noneLocked(),
      words.reports[chat.notices](),
      words.language(),
    ),
    mayChange ? words.more(nameIn('help', ask.language), nameIn('settings', ask.language)) : null,
  );
  return mayChange ? { text, buttons: choices(chat, ask) } : { text };
}

function choices(chat: Chat, { say, language }: Ask): Button[][] {
  const again = (label: string, line: string): Button => ({
    label,
    action: { kind: 'say_again', line: `/settings ${line}`, replyTo: null, chatId: chat.id },
  });
  const { driftButtons, reportButtons, otherLanguage } = say.settings;
  return [
    driftModes.filter((mode) => mode !== chat.drift).map((mode) => again(driftButtons[mode], `drift ${mode}`)),
    noticeReaders.filter((who) => who !== chat.notices).map((who) => again(reportButtons[who], `reports ${who}`)),
    [again(otherLanguage, `lang ${language === 'en' ? 'pt' : 'en'}`)],
  ];
}

function gapOf({ changeGapSeconds }: Chat, { say }: Ask): Html {
  const minutes = changeGapSeconds / 60;
  if (changeGapSeconds === 0) return say.settings.noGap();
  return Number.isInteger(minutes)
    ? rich`${say.holds.length(minutes, 'minute')}`
    : say.settings.seconds(changeGapSeconds);
}

function clock(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
