import { formatRef } from '@pinwheel/domain';
import type { AuditEntry } from '@pinwheel/pinning';
import { InputFile } from 'grammy';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer, AuditPage } from '../ui/buttons.js';
import { csv } from '../ui/csv.js';
import { textOf } from '../ui/html.js';
import { actorName, type Shows } from '../ui/show.js';
import { messagesOf, outcomeOf } from './audit-entry.js';
import { readPage } from './audit-page.js';

/** More would be a file that nobody opens in a table. */
const mostExported = 20_000;
const readAtOnce = 500;

/** Sends what is asked for as a table. After a crash it is not known whether it arrived, and it is not sent again. */
export async function exportAudit(bot: Bot, ask: Ask, page: Omit<AuditPage, 'before' | 'size'>): Promise<Answer> {
  const words = ask.say.audit;
  if (await ask.begin()) return { text: words.exportInterrupted() };
  const rows: string[][] = [];
  let before: number | null = null;
  do {
    const read = await readPage(bot, { ...page, before, size: readAtOnce });
    rows.push(...read.entries.map((entry) => rowOf(entry, ask)));
    before = read.next;
  } while (before !== null && rows.length < mostExported);
  if (rows.length === 0) return { text: words.none() };
  const name = `pinwheel-audit-${new Date(bot.deps.clock.now()).toISOString().slice(0, 10)}.csv`;
  const file = new InputFile(csv([words.columns, ...rows]), name);
  await bot.api.sendDocument(ask.telegramChatId, file);
  return { text: words.exported(rows.length, before === null) };
}

function rowOf(entry: AuditEntry, shows: Shows): string[] {
  const { ref, at, chat, by, what, endedAt } = entry;
  const messages = messagesOf(entry);
  return [
    formatRef('audit', ref),
    new Date(at).toISOString(),
    actorName(by, shows.say),
    what,
    formatRef('chat', chat.id),
    chat.name,
    messages.map(({ id }) => formatRef('message', id)).join(' '),
    messages.map(({ text }) => text ?? '').join(' | '),
    entry.outcome,
    entry.failure ? textOf(outcomeOf(entry, shows)) : '',
    endedAt === null ? '' : new Date(endedAt).toISOString(),
  ];
}
