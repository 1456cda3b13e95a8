import type { Instant } from '@pinwheel/domain';
import { holdEnd, type OperationContent } from '@pinwheel/domain';
import type { ShownPin } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { boardOf, type GroupPin } from './group.js';
import type { World } from './world.js';

interface Sent extends Record<string, unknown> {
  wireId: string;
  content: OperationContent;
  state: string;
}

/** What is wrong, once everything has come to rest; empty where nothing is. */
export async function check(world: World): Promise<string[]> {
  const now = world.clock.now();
  const operations = await operationsOf(world, world.chatId);
  const names = await wireIdsOf(world);
  const shown = boardOf(world.group, now);
  const standing = await world.deps.store.standingPins(world.chatId, now);
  const drift = (await world.deps.store.drift(world.chatId, now)).map(({ message }) => message.key.id);
  const wanted = wishes(world, operations, names, now);
  const isShown = new Set(shown.map(({ message }) => message));
  return [
    ...unsettled(operations),
    ...wronglyBelieved(world, shown, standing),
    ...shown.flatMap(({ message, by }) =>
      by === 'us' && !wanted.has(message) ? [`${message} is shown, and nobody wants it`] : [],
    ),
    ...[...wanted].flatMap(([message, { decided }]) =>
      isShown.has(message) || decided || drift.includes(message)
        ? []
        : [`${message} is wanted and not shown, and that is no drift`],
    ),
    ...drift.flatMap((message) => (isShown.has(message) || !wanted.has(message) ? [`${message} is no drift`] : [])),
    ...tooMany(world),
    ...sharedSlots(standing),
    ...(await checkOther(world)),
  ];
}

const unsettled = (operations: readonly Sent[]): string[] =>
  operations.flatMap(({ state, wireId }) =>
    state === 'waiting' || state === 'sending' ? [`${wireId} is still ${state}`] : [],
  );

function wronglyBelieved(world: World, shown: readonly GroupPin[], standing: readonly ShownPin[]): string[] {
  const now = world.clock.now();
  // One that came earlier than we believe has gone earlier, too.
  const believed = standing.filter(
    ({ message, expiresAt }) => expiresAt > now + (world.earlier.get(message.key.id) ?? 0),
  );
  return differences(
    'the group',
    shown.map(({ message }) => message),
    'the database',
    believed.map(({ message }) => message.key.id),
  );
}

/** Where no hands but ours are, and nobody looks after us. */
async function checkOther(world: World): Promise<string[]> {
  const { other, deps, clock } = world;
  const standing = await deps.store.standingPins(other.chatId, clock.now());
  return [
    ...unsettled(await operationsOf(world, other.chatId)),
    ...wronglyBelieved(world, boardOf(other.group, clock.now()), standing),
    ...sharedSlots(standing),
  ].map((found) => `the other group: ${found}`);
}

function differences(one: string, inOne: readonly string[], other: string, inOther: readonly string[]): string[] {
  return [
    ...inOne.filter((message) => !inOther.includes(message)).map((message) => `${one} shows ${message}, ${other} not`),
    ...inOther.filter((message) => !inOne.includes(message)).map((message) => `${other} shows ${message}, ${one} not`),
  ];
}

interface Wish {
  until: Instant | null;
  /** It was decided anew while phones did not show it. */
  decided: boolean;
}

/** What was put up for one of ours, and neither taken down for one of ours, nor deleted, nor over. */
function wishes(
  { facts }: World,
  operations: readonly Sent[],
  names: ReadonlyMap<number, string>,
  now: Instant,
): Map<string, Wish> {
  const byWireId = new Map(operations.map((operation) => [operation.wireId, operation]));
  const wanted = new Map<string, Wish>();
  for (const fact of facts) {
    for (const [message, { until }] of wanted) if (until !== null && until <= fact.at) wanted.delete(message);
    if (fact.kind === 'by_hand' && fact.act === 'delete') wanted.delete(fact.message);
    if (fact.kind === 'decided' && wanted.has(fact.message)) wanted.get(fact.message)!.decided = true;
    if (fact.kind !== 'acknowledged') continue;
    const { content } = byWireId.get(fact.wireId)!;
    if (content.kind === 'unpin') wanted.delete(names.get(content.messageId)!);
    if (content.kind === 'pin')
      wanted.set(names.get(content.messageId)!, { until: holdEnd(content.hold, fact.at), decided: false });
  }
  for (const [message, { until }] of wanted) if (until !== null && until <= now) wanted.delete(message);
  return wanted;
}

/**
 * What is to make room goes first, and where it came to nothing the pin does not come. What may have been seen already
 * is sent again, whoever has pinned since: the phones take it for the same message, or they have never had it.
 */
const tooMany = ({ facts }: World): string[] =>
  facts.flatMap((fact) => {
    if (fact.kind === 'crowded') return [`${fact.wireId} came beyond the slots`];
    return fact.kind === 'pushed_out' && !fact.retried ? [`${fact.wireId} pushed ${fact.message} out`] : [];
  });

/** In a slot of its own each, whoever put it up. */
function sharedSlots(standing: readonly ShownPin[]): string[] {
  const slots = standing.map(({ slot }) => slot);
  return new Set(slots).size === slots.length ? [] : [`pins share slots: ${slots.join(', ')}`];
}

async function operationsOf({ fixture }: World, chatId: number): Promise<Sent[]> {
  const { rows } = await fixture.db.drizzle.execute<Sent>(sql`
    select wire_id as "wireId", content, state from operations where chat_id = ${chatId} order by seq`);
  return rows;
}

async function wireIdsOf({ fixture, chatId }: World): Promise<Map<number, string>> {
  const { rows } = await fixture.db.drizzle.execute<{ id: number; wireId: string }>(
    sql`select id::float8 as id, wire_id as "wireId" from messages where chat_id = ${chatId}`,
  );
  return new Map(rows.map(({ id, wireId }) => [id, wireId]));
}
