import type { ShownMessage, SimulatedUser } from '@pinwheel/telegram-simulator';
import type { Group, HeardMessage, Person } from '@pinwheel/whatsapp-simulator';
import { row } from './layout.js';
import type { World } from './world.js';

export interface Transcript extends AsyncDisposable {
  /** A heading across the columns. */
  heading(text: string): void;
  /** Shows what has happened since the last look; done regularly by itself, too. */
  look(): void;
}

const lookEveryMs = 100;

/** Writes the admin's chat and the groups' phones side by side as they change, with times. */
export function writeTranscript(world: World, write: (text: string) => void, columns: () => number): Transcript {
  const chats = [watchChat(world.admin, 'Bia'), watchChat(world.stranger, 'Mallory, a stranger')];
  const phones = [watchPhone(world.carlos, world.condominium), watchPhone(world.bia, world.school)];
  const line = (left: string, right: string): void => write(row(clockTime(Date.now()), left, right, columns()));

  function look(): void {
    for (const chat of chats) for (const text of chat()) line(text, '');
    for (const phone of phones) for (const text of phone()) line('', text);
  }

  write(
    row(
      '        ',
      'TELEGRAM: the admin and the bot',
      'WHATSAPP: the groups, and what a phone shows pinned',
      columns(),
    ),
  );
  const timer = setInterval(look, lookEveryMs);
  return {
    look,
    heading(text) {
      look();
      write(`\n── ${text} ${'─'.repeat(Math.max(0, columns() - text.length - 5))}`);
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      look();
    },
  };
}

/** What is new on the screen of a Telegram chat; an edit is shown as one. */
function watchChat(user: SimulatedUser, name: string): () => string[] {
  const seen = new Map<number, number>();
  return () =>
    user.chat().flatMap((message) => {
      const versions = message.versions.slice(seen.get(message.id) ?? 0);
      const first = !seen.has(message.id);
      seen.set(message.id, message.versions.length);
      if (first && message.from === 'user') return [`${name}: ${message.text}`];
      return versions.map((text, index) => {
        const mark = first && index === 0 ? 'bot:' : 'bot (edited):';
        return `${mark} ${message.photo ? '[photo] ' : ''}${text}${buttonsOf(message)}`;
      });
    });
}

function buttonsOf({ buttons }: ShownMessage): string {
  const labels = buttons.flat().map(({ label }) => `[${label}]`);
  return labels.length === 0 ? '' : `\n${labels.join(' ')}`;
}

/** What a member's phone hears in a group, and what it shows pinned whenever that changes. */
function watchPhone(person: Person, group: Group): () => string[] {
  let heard = 0;
  let shown = '';
  return () => {
    const news = person.heard(group).slice(heard);
    heard += news.length;
    const lines = news.map((message) => `${group.name}: ${sayingOf(message)}`);
    const board = boardOf(person, group);
    if (board === shown) return lines;
    shown = board;
    return [...lines, `${group.name}, pinned on ${person.name}'s phone:\n${board}`];
  };
}

function sayingOf({ from, text, pin }: HeardMessage): string {
  if (pin) return pin.type === 1 ? `${from.name} pinned a message` : `${from.name} unpinned a message`;
  return `${from.name}: ${text ?? ''}`;
}

function boardOf(person: Person, group: Group): string {
  const pins = person.board(group).map((pin, index) => `  ${index + 1}. ${pin.text} (until ${day(pin.expiresAt)})`);
  return pins.length === 0 ? '  nothing' : pins.join('\n');
}

const clockTime = (at: number): string => new Date(at).toLocaleTimeString('en-GB', { hour12: false });
const day = (at: number): string =>
  new Date(at).toLocaleString('en-GB', {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
