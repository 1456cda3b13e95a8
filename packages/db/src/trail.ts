import type { Deed } from '@pinwheel/domain';
import type { CommandWithOperations, Trail, TrailQuery, TrailRow } from '@pinwheel/pinning';
import { and, desc, eq, getTableColumns, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Connection } from './connection.js';
import { chats, commands, deeds, messages } from './schema/index.js';
import { withTheirOperations } from './store/commands.js';
import { holds } from './store/messages.js';
import { commandColumns, messageColumns, toMessage } from './store/rows.js';

/** Two lists in the order of one sequence: what is wanted of both is read from each, and the latest of it is kept. */
export function trailIn(db: Connection): Trail {
  const read = async (ofCommands: SQL | undefined, ofDeeds: SQL | undefined, limit: number): Promise<TrailRow[]> => {
    const found = [...(await readCommands(db, ofCommands, limit)), ...(await readDeeds(db, ofDeeds, limit))];
    const latest = found.toSorted((a, b) => b.ref - a.ref).slice(0, limit);
    return withMessages(db, latest);
  };
  return {
    page: (query) => read(wanted(query, commands, commands.madeAt), wanted(query, deeds, deeds.at), query.limit),
    find: async (ref) => (await read(eq(commands.ref, ref), eq(deeds.ref, ref), 1))[0] ?? null,
  };
}

type Bare = { ref: number; chat: TrailRow['chat'] } & (
  | { kind: 'command'; asked: CommandWithOperations }
  | { kind: 'deed'; deed: Deed }
);

async function readCommands(db: Connection, condition: SQL | undefined, limit: number): Promise<Bare[]> {
  const found = await db
    .select({ ref: commands.ref, command: commandColumns, chat: getTableColumns(chats) })
    .from(commands)
    .innerJoin(chats, eq(chats.id, commands.chatId))
    .where(condition)
    .orderBy(desc(commands.ref))
    .limit(limit);
  const asked = await withTheirOperations(
    db,
    found.map(({ command }) => command),
  );
  return found.map(({ ref, chat }, index) => ({ ref, chat, kind: 'command', asked: asked[index]! }));
}

async function readDeeds(db: Connection, condition: SQL | undefined, limit: number): Promise<Bare[]> {
  const { ref, wireId: _, ...deed } = getTableColumns(deeds);
  const found = await db
    .select({ ref, deed, chat: getTableColumns(chats) })
    .from(deeds)
    .innerJoin(chats, eq(chats.id, deeds.chatId))
    .where(condition)
    .orderBy(desc(deeds.ref))
    .limit(limit);
  return found.map((row) => ({ ...row, kind: 'deed' }));
}

function wanted(
  { chatIds, instanceId, by, since, before }: TrailQuery,
  table: { chatId: PgColumn; ref: PgColumn } & ({ actor: PgColumn } | { by: PgColumn }),
  at: PgColumn,
): SQL | undefined {
  const whose = 'actor' in table ? table.actor : table.by;
  return and(
    chatIds === null ? undefined : inArray(table.chatId, [...chatIds]),
    instanceId === null ? undefined : eq(chats.instanceId, instanceId),
    by === '' ? undefined : holds(sql`${whose} ->> 'name'`, by),
    since === null ? undefined : gte(at, since),
    before === null ? undefined : lt(table.ref, before),
  );
}

async function withMessages(db: Connection, rows: readonly Bare[]): Promise<TrailRow[]> {
  const idsOf = (row: Bare): number[] =>
    row.kind === 'deed'
      ? [row.deed.messageId]
      : row.asked.operations.flatMap(({ content }) => ('messageId' in content ? [content.messageId] : []));
  const ids = [...new Set(rows.flatMap(idsOf))];
  const found = ids.length === 0 ? [] : await db.select(messageColumns).from(messages).where(inArray(messages.id, ids));
  const byId = new Map(found.map((row) => [row.id, toMessage(row)]));
  return rows.map((row) => ({ ...row, messages: idsOf(row).flatMap((id) => byId.get(id) ?? []) }));
}
