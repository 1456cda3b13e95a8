import { type Conflict, formatRef } from '@pinwheel/domain';
import { agenda as agendaUseCase, type AgendaEntry, type PlannedEntry } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import { readOptions } from '../grammar/options.js';
import { dotted, type Html, rich, lines, paragraphs } from '../ui/html.js';
import { showChat, showMessage, showText } from '../ui/show.js';
import { showTime, showTimeOnly } from '../ui/time.js';
import { chooseChat } from './choose-chat.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';

const usualDays = 7;
const mostDays = 365;
const limit = 40;
/** Of one schedule or rotation. */
const perCause = 5;
const day = 86_400_000;

export const agenda: Command = {
  name: 'agenda',
  group: 'plan',
  role: 'viewer',
  async run(bot, ask) {
    const { deps } = bot;
    const now = deps.clock.now();
    const [first] = ask.words;
    const days = first && /^\d+$/.test(first.text) ? Number(first.text) : null;
    if (days !== null && (days < 1 || days > mostDays))
      return misunderstood(ask, { kind: 'not_a_number', word: first!.text }).answer;
    const reading = readOptions(ask.words, days === null ? 0 : 1, ['chat'], { now, zone: deps.timeZone });
    if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
    const choice =
      reading.options.chat === null && ask.chosenChatId === null
        ? null
        : await chooseChat(bot, ask, reading.options.chat);
    if (choice?.kind === 'answer') return choice.answer;
    const until = now + (days ?? usualDays) * day;
    const entries = await agendaUseCase(deps, { chatId: choice?.chat.id ?? null, until, limit: limit + 1, perCause });
    return { text: showAgenda(ask, entries, days ?? usualDays) };
  },
};

/** Chat by chat, each in order of time. */
function showAgenda(ask: Ask, entries: readonly AgendaEntry[], days: number): Html {
  const words = ask.say.agenda;
  const shown = entries.slice(0, limit);
  const chats = new Map(shown.map(({ chat }) => [chat.id, chat]));
  const perChat = [...chats.values()].map((chat) => {
    const own = shown.filter((entry) => entry.chat.id === chat.id);
    return lines(showChat(chat), ...own.map((entry) => showEntry(entry, ask)));
  });
  return paragraphs(
    words.title(days),
    ...(perChat.length > 0 ? perChat : [words.empty()]),
    entries.length > limit ? words.more(limit) : null,
  );
}

function showEntry(entry: AgendaEntry, ask: Ask): Html {
  const words = ask.say.agenda;
  const { at, chat, cause, slot, movedFrom, conflicts, goesOn } = entry;
  return dotted(
    rich`${showTime(at, chat.timeZone, ask.language)}`,
    describeEntry(entry, ask),
    rich`${formatRef(cause.kind, cause.id)}`,
    slot === null ? null : words.slot(slot),
    movedFrom === null ? null : ask.say.schedules.putOff(showTimeOnly(movedFrom, chat.timeZone, ask.language)),
    ...conflicts.map((conflict) => showConflict(conflict, chat.timeZone, ask)),
    goesOn ? words.goesOn() : null,
  );
}

function showConflict(conflict: Conflict, zone: string, { say, language }: Ask): Html {
  const words = say.agenda.conflict;
  switch (conflict.kind) {
    case 'slot_taken':
      return words.slot_taken(conflict.slot);
    case 'board_full':
      return words.board_full();
    case 'no_such_slot':
      return words.no_such_slot(conflict.slot);
    case 'refused':
      return words.refused();
    case 'quiet_hours':
      return words.quiet_hours(showTimeOnly(conflict.until, zone, language));
    case 'over_budget':
      return words.over_budget(conflict.changesADay);
  }
}

/** What happens, and to what. */
export function describeEntry({ what, message, text }: PlannedEntry, ask: Ask): Html {
  const subject = message ? showMessage(message, ask, 40) : text === null ? ask.say.agenda.nothing() : showText(text);
  return ask.say.agenda.entry[what](subject);
}
