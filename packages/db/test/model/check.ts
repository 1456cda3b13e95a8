import type { Instant } from '@pinwheel/domain';
import { holdEnd, type OperationContent } from '@pinwheel/domain';
import { sql } from 'drizzle-orm';
import { boardOf } from './group.js';
import type { World } from './world.js';

interface Sent extends Record<string, unknown> {
  wireId: string;
  content: OperationContent;
  state: string;
  madeAt: Instant;
  settledAt: Instant | null;
}

/** What is wrong, once everything has come to rest; empty where nothing is. */
export async function check(world: World): Promise<string[]> {
  const now = world.clock.now();
  const operations = await operationsOf(world);
  const names = await wireIdsOf(world);
  const shown = boardOf(world.group, now);
  const standing = await world.deps.store.standingPins(world.chatId, now);
  const drift = (await world.deps.store.drift(world.chatId, now)).map(({ message }) => message.key.id);
  const wanted = wishes(world, operations, names, now);
  const isShown = new Set(shown.map(({ message }) => message));
  return [
    ...operations.flatMap(({ state, wireId }) =>
      state === 'waiting' || state === 'sending' ? [`${wireId} is still ${state}`] : [],
    ),
    ...differences(
      'the group',
      shown.map(({ message }) => message),
      'the database',
      standing
        // One that came earlier than we believe has gone earlier, too.
        .filter(({ message, expiresAt }) => expiresAt > now + (world.earlier.get(message.key.id) ?? 0))
        .map(({ message }) => message.key.id),
    ),
    ...shown.flatMap(({ message, by }) =>
      by === 'us' && !wanted.has(message) ? [`${message} is shown, and nobody wants it`] : [],
    ),
    ...[...wanted].flatMap(([message, { decided }]) =>
      isShown.has(message) || decided || drift.includes(message)
        ? []
        : [`${message} is wanted and not shown, and that is no drift`],
    ),
    ...drift.flatMap((message) => (isShown.has(message) || !wanted.has(message) ? [`${message} is no drift`] : [])),
    ...pushedOut(world, operations),
  ];
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
 * A pin is planned where there is room; what is heard of a person's pin afterwards, or an unpin before it that came to
 * nothing, leaves it without.
 */
function pushedOut({ facts }: World, operations: readonly Sent[]): string[] {
  return facts.flatMap((fact, index) => {
    if (fact.kind !== 'pushed_out') return [];
    const pushing = operations.findIndex(({ wireId }) => wireId === fact.wireId);
    const { madeAt } = operations[pushing]!;
    const wasHeard = facts.slice(0, index).some(({ kind, at }) => kind === 'heard_pin' && at >= madeAt);
    const wasCounted = operations
      .slice(0, pushing)
      .some(
        ({ content, state, settledAt }) =>
          content.kind === 'unpin' && state !== 'acknowledged' && (settledAt ?? fact.at) >= madeAt,
      );
    return wasHeard || wasCounted ? [] : [`${fact.wireId} pushed ${fact.message} out`];
  });
}

async function operationsOf({ fixture, chatId }: World): Promise<Sent[]> {
  const { rows } = await fixture.db.drizzle.execute<Sent>(sql`
    select o.wire_id as "wireId", o.content, o.state, (extract(epoch from c.made_at) * 1000)::float8 as "madeAt",
      (extract(epoch from o.settled_at) * 1000)::float8 as "settledAt"
    from operations o join commands c on c.id = o.command_id where o.chat_id = ${chatId} order by o.seq`);
  return rows;
}

async function wireIdsOf({ fixture, chatId }: World): Promise<Map<number, string>> {
  const { rows } = await fixture.db.drizzle.execute<{ id: number; wireId: string }>(
    sql`select id::float8 as id, wire_id as "wireId" from messages where chat_id = ${chatId}`,
  );
  return new Map(rows.map(({ id, wireId }) => [id, wireId]));
}
