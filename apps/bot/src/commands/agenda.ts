import { agenda as agendaUseCase, type AgendaEntry, foresee } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import { readOptions } from '../grammar/options.js';
import { type Html, lines, paragraphs } from '../ui/html.js';
import { showChat } from '../ui/show.js';
import { showEntry } from './agenda-entry.js';
import { agendaCalendar, agendaPicture } from './agenda-files.js';
import { chooseChat } from './choose-chat.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';

const mostDays = 365;
const limit = 40;
/** Of one schedule or rotation. */
const perCause = 5;
const day = 86_400_000;

type Form = 'text' | 'picture' | 'calendar';

/** How far ahead each looks, in days, where nothing is said. */
const usualDays = { text: 7, picture: 14, calendar: 90 } as const;

/** In both languages, as all words of commands. */
const forms: ReadonlyMap<string, Form> = new Map([
  ...['picture', 'png', 'imagem', 'figura'].map((word) => [word, 'picture'] as const),
  ...['calendar', 'ics', 'calendário', 'calendario'].map((word) => [word, 'calendar'] as const),
]);

export const agenda: Command = {
  name: 'agenda',
  group: 'plan',
  role: 'viewer',
  async run(bot, ask) {
    const { deps } = bot;
    const now = deps.clock.now();
    const { form, days, read } = readForm(ask);
    if (days < 1 || days > mostDays) return misunderstood(ask, { kind: 'not_a_number', word: String(days) }).answer;
    const reading = readOptions(ask.words, read, ['chat'], { now, zone: deps.timeZone });
    if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
    const choice =
      reading.options.chat === null && ask.chosenChatId === null
        ? null
        : await chooseChat(bot, ask, reading.options.chat);
    if (choice?.kind === 'answer') return choice.answer;
    const request = { chatId: choice?.chat.id ?? null, until: now + days * day };
    if (form === 'text') {
      const entries = await agendaUseCase(deps, { ...request, limit: limit + 1, perCause });
      return { text: showAgenda(ask, entries, days) };
    }
    const outlook = { chats: await foresee(deps, request), from: now, until: request.until, days };
    return form === 'picture' ? agendaPicture(bot, ask, outlook) : agendaCalendar(bot, ask, outlook);
  },
};

/** `30`, `picture`, `30 picture` and `picture 30`; `read` counts the words that this takes. */
function readForm({ words }: Ask): { form: Form; days: number; read: number } {
  let form: Form | null = null;
  let days: number | null = null;
  let read = 0;
  for (const { text } of words) {
    const named = forms.get(text.toLowerCase());
    if (named !== undefined && form === null) form = named;
    else if (/^\d+$/.test(text) && days === null) days = Number(text);
    else break;
    read += 1;
  }
  return { form: form ?? 'text', days: days ?? usualDays[form ?? 'text'], read };
}

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
