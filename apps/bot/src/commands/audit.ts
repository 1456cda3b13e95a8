import { parseRef } from '@pinwheel/domain';
import { findAuditEntry } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readAudit, type SaidAudit } from '../grammar/audit-words.js';
import type { Answer, AuditPage, Button } from '../ui/buttons.js';
import { paragraphs } from '../ui/html.js';
import { showEntry } from './audit-entry.js';
import { exportAudit } from './audit-export.js';
import { readPage } from './audit-page.js';
import { chooseChat } from './choose-chat.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';

export const audit: Command = {
  name: 'audit',
  group: 'look',
  role: 'viewer',
  async run(bot, ask) {
    const { deps } = bot;
    const ref = parseRef(ask.text);
    if (ref?.kind === 'audit') return showOne(bot, ask, ref.id);
    const reading = readAudit(ask.words, { now: deps.clock.now(), zone: deps.timeZone });
    if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
    return showSaid(bot, ask, reading.value);
  },
};

const usualSize = 10;

async function showSaid(bot: Bot, ask: Ask, { size, by, chat, exports }: SaidAudit): Promise<Answer> {
  const everywhere = chat === null && ask.chosenChatId === null;
  const choice = everywhere ? null : await chooseChat(bot, ask, chat);
  if (choice?.kind === 'answer') return choice.answer;
  const page = { chatId: choice?.chat.id ?? null, by: by ?? '', before: null, size: size ?? usualSize };
  return exports ? exportAudit(bot, ask, page) : showAudit(bot, ask, page);
}

/** One page, the latest first. */
export async function showAudit(bot: Bot, ask: Ask, page: AuditPage): Promise<Answer> {
  const words = ask.say.audit;
  const { entries, next } = await readPage(bot, page);
  const older: Button = { label: words.older, action: { kind: 'show_audit', page: { ...page, before: next } } };
  const latest: Button = { label: words.latest, action: { kind: 'show_audit', page: { ...page, before: null } } };
  return {
    text: paragraphs(
      words.title(),
      ...entries.map((entry) => showEntry(entry, ask)),
      entries.length === 0 ? words.none() : null,
    ),
    buttons: [[...(page.before === null ? [] : [latest]), ...(next === null ? [] : [older])]],
  };
}

async function showOne({ deps, trail }: Bot, ask: Ask, ref: number): Promise<Answer> {
  const entry = await findAuditEntry({ ...deps, trail }, ref);
  if (!entry) return misunderstood(ask, { kind: 'ref_gone', word: ask.text }).answer;
  return { text: showEntry(entry, ask) };
}
