import { formatRef } from '@pinwheel/domain';
import { type AnnouncementResult, findAnnouncement } from '@pinwheel/pinning';
import type { Bot } from '../bot.js';
import type { Answer, Button } from '../ui/buttons.js';
import { fitting } from '../ui/fitting.js';
import { excerpt, type Html, lines, paragraphs, rich } from '../ui/html.js';
import { endLine, showChat, type Shows, tappable } from '../ui/show.js';
import { reason } from './reason.js';

/** How much of the text, and how many characters of results, fit into one message with the rest. */
const shown = { text: 300, results: 3_200 };

/** How an announcement stands in each of its chats, with what can be done about it. */
export async function announcementCard(
  { deps, announcements }: Bot,
  id: number,
  shows: Shows,
): Promise<Pick<Answer, 'text' | 'buttons'>> {
  const words = shows.say.announcements;
  const found = await findAnnouncement({ ...deps, announcements }, id);
  if (!found) return { text: words.gone() };
  const { text, results } = found;
  const failed = results.filter(({ state }) => state === 'failed');
  const retry: Button = { label: words.retry(failed.length), action: { kind: 'retry_announcement', id } };
  const instances = await deps.instances.all();
  const isOpen = ({ state }: AnnouncementResult) => state === 'waiting' || state === 'under_way';
  const isOffline = ({ chat }: AnnouncementResult) =>
    instances.find((instance) => instance.id === chat.instanceId)?.connectedSince == null;
  return {
    text: paragraphs(
      rich`📣 “${excerpt(text, shown.text)}”`,
      counted(results, shows),
      fitting(
        worstFirst(results).map((result) => showResult(result, shows)),
        shown.results,
        words.more,
      ),
      results.some((result) => isOpen(result) && isOffline(result)) ? shows.say.pins.waitsForWhatsApp() : null,
    ),
    buttons: failed.length > 0 ? [[retry]] : [],
  };
}

function counted(results: readonly AnnouncementResult[], { say }: Shows): Html {
  const count = (...states: AnnouncementResult['state'][]) =>
    results.filter(({ state }) => states.includes(state)).length;
  return say.announcements.counted(count('done'), count('failed'), count('waiting', 'under_way'), results.length);
}

/** Of many the first are shown, so those come first that somebody may have to do something about. */
function worstFirst(results: readonly AnnouncementResult[]): AnnouncementResult[] {
  const order: AnnouncementResult['state'][] = ['failed', 'under_way', 'waiting', 'done'];
  return results.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

function showResult({ chat, state, failure, messageId, pinId, until }: AnnouncementResult, shows: Shows): Html {
  const name = showChat(chat);
  if (failure) return rich`${failure.kind === 'unknown' ? '❓' : '❌'} ${name} · ${reason(failure, chat, shows)}`;
  if (state !== 'done') return rich`⏳ ${name}`;
  const ref = messageId === null ? '' : rich` · ${formatRef('message', messageId)}`;
  const takeDown = pinId === null ? '' : rich` · ${tappable('unpin', formatRef('pin', pinId), shows.language)}`;
  return lines(rich`📌 ${name}${ref} · ${endLine(until, chat.timeZone, shows)}${takeDown}`);
}
