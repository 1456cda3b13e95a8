import { formatRef, type Message } from '@pinwheel/domain';
import type { AuditEntry } from '@pinwheel/pinning';
import { reason } from '../reports/reason.js';
import { excerpt, type Html, lines, rich } from '../ui/html.js';
import { actorName, showChat, showMessage, type Shows } from '../ui/show.js';
import { showTime } from '../ui/time.js';

/** Who, what, when, and what came of it. */
export function showEntry(entry: AuditEntry, shows: Shows): Html {
  const { ref, at, chat, by, what } = entry;
  const words = shows.say.audit;
  return lines(
    rich`<b>${formatRef('audit', ref)}</b> · ${showTime(at, chat.timeZone, shows.language)} · ${excerpt(actorName(by, shows.say), 40)}`,
    rich`${words.what[what](listed(entry, shows))} · ${showChat(chat)}`,
    outcomeOf(entry, shows),
  );
}

/** In words, without the entry's own time and place. */
export function outcomeOf({ outcome, failure, chat }: AuditEntry, shows: Shows): Html {
  const words = shows.say.audit;
  if (!failure) return words.outcomes[outcome]();
  const why = reason(failure, chat, shows);
  return failure.kind === 'unknown' ? words.unknown(why) : words.failed(why);
}

/** Those that it was about. */
export function messagesOf({ message, takenDown }: AuditEntry): Message[] {
  return message ? [message, ...takenDown.filter(({ id }) => id !== message.id)] : takenDown;
}

function listed(entry: AuditEntry, shows: Shows): Html {
  const [first, ...others] = messagesOf(entry);
  if (!first) return shows.say.pins.text();
  // A pin that made room for itself took others down: they are told behind it.
  return rich`${showMessage(first, shows, 40)}${others.map((message) => rich`, ${showMessage(message, shows, 20)}`)}`;
}
