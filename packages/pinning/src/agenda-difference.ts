import { type Chat, differenceOf, type Difference, type Identity, type Instant } from '@pinwheel/domain';
import { type ChatPlans, plansOf } from './chat-plans.js';
import type { Deps } from './deps.js';
import { type AgendaEntry, foreseePlans } from './foresee.js';

/** What a change would make of the agenda. */
export type AgendaDifference = Difference<AgendaEntry>;

const day = 86_400_000;

/** So far one looks ahead for what a change would do. */
export const outlookDays = 90;
export const outlook = outlookDays * day;

/** Quiet hours move nothing further: what they move over the end of the outlook is seen on both sides of it. */
const overlap = day;

/** Compares what will happen in some chats until a moment with what would if their plans were others. */
export async function foreseeDifference(
  deps: Deps,
  chats: readonly Chat[],
  until: Instant,
  suppose: (plans: ChatPlans) => ChatPlans,
): Promise<AgendaDifference> {
  const [before, after]: AgendaEntry[][] = [[], []];
  for (const chat of chats) {
    const plans = await plansOf(deps, chat);
    before!.push(...(await foreseePlans(deps, plans, until + overlap)).entries);
    after!.push(...(await foreseePlans(deps, suppose(plans), until + overlap)).entries);
  }
  return upTo(until, compareAsFar(before!, after!));
}

/** Of the same chat, as domain knows it again: a text is the same before and after it is posted. */
export const identify = ({
  at,
  chat,
  cause,
  what,
  text,
  message,
  leaves,
  movedFrom,
  conflicts,
}: AgendaEntry): Identity => ({
  cause: causeOf({ chat, cause }),
  deed: JSON.stringify([what, text ?? message?.id, leaves?.id]),
  ...{ at, planned: movedFrom ?? at, conflicts },
});

const causeOf = ({ chat, cause }: Pick<AgendaEntry, 'chat' | 'cause'>): string =>
  `${chat.id} ${cause.kind} ${cause.id}`;

/** What is too much to be looked at is compared as far as it was looked at on both sides. */
function compareAsFar(before: readonly AgendaEntry[], after: readonly AgendaEntry[]): AgendaDifference {
  const ends = new Map<string, Instant>();
  for (const entry of [...before, ...after])
    if (entry.goesOn) ends.set(causeOf(entry), Math.min(entry.at, ends.get(causeOf(entry)) ?? entry.at));
  const isSeen = (entry: AgendaEntry) => entry.at <= (ends.get(causeOf(entry)) ?? entry.at);
  return differenceOf(before.filter(isSeen), after.filter(isSeen), identify);
}

function upTo(until: Instant, { added, gone, ...changes }: AgendaDifference): AgendaDifference {
  const begins = ({ at }: AgendaEntry) => at <= until;
  const either = ({ was, is }: { was: AgendaEntry; is: AgendaEntry }) => begins(was) || begins(is);
  return {
    added: added.filter(begins),
    gone: gone.filter(begins),
    moved: changes.moved.filter(either),
    replaced: changes.replaced.filter(either),
    hindered: changes.hindered.filter(either),
    freed: changes.freed.filter(either),
  };
}
