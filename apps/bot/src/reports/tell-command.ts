import { formatRef, holdEnd, type Message } from '@pinwheel/domain';
import type { CommandReport } from '@pinwheel/pinning';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, rich, lines } from '../ui/html.js';
import { actorName, showChat, showMessage, type Shows } from '../ui/show.js';
import { whyPutOff } from '../ui/put-off.js';
import { showTime } from '../ui/time.js';
import { reason } from './reason.js';
import { subjectOf } from './subject.js';
import { tellView, viewChanges } from './tell-view.js';

/** How a command ended, for whoever asked for it. */
export async function tellCommand(bot: Pick<Bot, 'deps'>, report: CommandReport, shows: Shows): Promise<Answer> {
  const [change] = viewChanges(report);
  if (change) return { text: await tellView(bot, report, change, shows), shows: null };
  const pinned = report.operations.some(({ content }) => content.kind === 'pin');
  const isPin = pinned || (report.operations.length === 0 && report.command.kind !== 'unpin');
  const subject = isPin ? ((await subjectOf(bot, report, shows)) ?? shows.say.pins.text()) : null;
  const told = subject ? tellPin(report, subject, shows) : tellUnpin(report, shows);
  const text = lines(causeLine(report, shows), latenessLine(report, shows), told, putOffLine(report, shows));
  return { text, shows: report.message?.id ?? null };
}

/** For what nobody typed just now: which schedule or rotation it was. */
function causeLine({ command: { actor } }: CommandReport, { say: words }: Shows): Html | null {
  const planned = actor.kind === 'schedule' || actor.kind === 'rotation';
  return planned ? rich`<i>${actorName(actor, words)}</i>` : null;
}

/** What nobody saw at the time that they were told: after an outage, or after quiet hours. */
function latenessLine({ command: { occurrence }, chat }: CommandReport, { say: words, language }: Shows): Html | null {
  if (occurrence === null) return null;
  const { at, planned, late, leftOut } = occurrence;
  const time = (instant: number) => showTime(instant, chat.timeZone, language);
  return lines(
    planned === at ? null : rich`<i>${words.schedules.putOff(time(planned))}</i>`,
    late ? words.schedules.late(time(at)) : null,
    leftOut > 0 ? words.schedules.leftOut(leftOut) : null,
  );
}

/** What came later than it was to, for the sake of the chat's budget. */
function putOffLine({ operations, chat }: CommandReport, shows: Shows): Html | null {
  const putOff = operations.find((operation) => operation.putOff !== null)?.putOff;
  if (!putOff) return null;
  const time = showTime(putOff.until, chat.timeZone, shows.language);
  return rich`<i>${shows.say.budget.wasPutOff(time, whyPutOff(putOff, chat, shows))}</i>`;
}

function tellPin(report: CommandReport, what: Html, shows: Shows): Html {
  const { pins } = shows.say;
  const { chat, message, failure, pin } = report;
  if (failure?.kind === 'not_planned' && failure.why.kind === 'nobodys_turn')
    return rich`${showChat(chat)}: ${reason(failure, chat, shows)}`;
  if (failure) {
    const fail = failure.kind === 'unknown' ? pins.pinUnknown : pins.pinFailed;
    return fail(what, showChat(chat), reason(failure, chat, shows));
  }
  const until = untilOf(report);
  const taken = report.unpinned.filter(({ id }) => id !== message?.id);
  return lines(
    until === null
      ? pins.pinnedForEver(what, showChat(chat))
      : pins.pinned(what, showChat(chat), showTime(until, chat.timeZone, shows.language)),
    taken.length > 0 ? pins.takenDown(listed(taken, shows), taken.length) : null,
    pin && pins.takeDown(formatRef('pin', pin.id)),
  );
}

/** The pin may be gone from the board by now; the operation still says what was asked. */
function untilOf({ pin, operations, command }: CommandReport): number | null {
  if (pin) return pin.holdUntil;
  for (const { content, settledAt } of operations)
    if (content.kind === 'pin') return holdEnd(content.hold, settledAt ?? command.madeAt);
  return null;
}

/** Of several some may be down and others not: both are said. */
function tellUnpin({ operations, unpinned, failure, chat }: CommandReport, shows: Shows): Html {
  const { pins } = shows.say;
  const failed = operations.flatMap(({ content, state }) =>
    content.kind === 'unpin' && state !== 'acknowledged' ? [content.messageId] : [],
  );
  const done = unpinned.length > 0 ? pins.unpinned(listed(unpinned, shows), unpinned.length, showChat(chat)) : null;
  if (!failure) return done ?? pins.unpinned(pins.theMessage(), 1, showChat(chat));
  const refs = failed.map((id) => formatRef('message', id)).join(', ');
  const fail = failure.kind === 'unknown' ? pins.unpinUnknown : pins.unpinFailed;
  const what = refs ? rich`${refs}` : pins.theMessage();
  return lines(done, fail(what, Math.max(1, failed.length), showChat(chat), reason(failure, chat, shows)));
}

const listed = (messages: readonly Message[], shows: Shows): Html =>
  rich`${messages.map((message, index) => rich`${index === 0 ? '' : ', '}${showMessage(message, shows, 30)}`)}`;
