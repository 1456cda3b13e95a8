import type { Chat, Instant } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { type AgendaEntry, foreseeChat, type ForeseenChat } from './foresee.js';

export interface AgendaRequest {
  /** null for all chats. */
  chatId: number | null;
  /** Of its chats only; of all chats where not given. */
  instanceId?: string;
  until: Instant;
  limit: number;
  /** The most that one schedule or rotation contributes: one that occurs every minute must not hide the others. */
  perCause: number;
}

/** What is to come until a moment, in order of time, by the same functions that fire; with what will not come about. */
export async function agenda(deps: Deps, request: AgendaRequest): Promise<AgendaEntry[]> {
  return entriesOf(await foresee(deps, request), request);
}

/** The first of all that is foreseen. */
export const entriesOf = (
  foreseen: readonly ForeseenChat[],
  { perCause, limit }: Pick<AgendaRequest, 'perCause' | 'limit'>,
): AgendaEntry[] =>
  foreseen
    .flatMap(({ entries }) => cut(entries, perCause))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, limit);

/** Chat by chat, also what will stand in which slot from when until when. */
export async function foresee(
  deps: Deps,
  { until, ...which }: Pick<AgendaRequest, 'chatId' | 'instanceId' | 'until'>,
): Promise<ForeseenChat[]> {
  const foreseen: ForeseenChat[] = [];
  for (const chat of await chatsOf(deps, which)) foreseen.push(await foreseeChat(deps, chat, until));
  return foreseen;
}

async function chatsOf(
  { store, clock }: Deps,
  { chatId, instanceId }: Pick<AgendaRequest, 'chatId' | 'instanceId'>,
): Promise<Chat[]> {
  const chats = await store.chats(clock.now(), instanceId);
  return chats.filter(({ id }) => chatId === null || id === chatId);
}

function cut(entries: readonly AgendaEntry[], perCause: number): AgendaEntry[] {
  const seen = new Map<string, number>();
  const numbered = entries.map((entry) => {
    const cause = `${entry.cause.kind}:${entry.cause.id}`;
    const number = (seen.get(cause) ?? 0) + 1;
    seen.set(cause, number);
    return { entry, cause, number };
  });
  return numbered
    .filter(({ number }) => number <= perCause)
    .map(({ entry, cause, number }) =>
      number === perCause && seen.get(cause)! > perCause ? { ...entry, goesOn: true } : entry,
    );
}
