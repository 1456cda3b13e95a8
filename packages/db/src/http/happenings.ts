import type { Chat, Instant, Message } from '@pinwheel/domain';
import { deliveryPatience } from '@pinwheel/domain';
import type { Happening, Happenings, Instance, NewHappening, Webhook, WordingWithId } from '@pinwheel/pinning';
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Connection, Pool } from '../connection.js';
import { chats, commands, instances, messages, operations } from '../schema/index.js';
import { messageColumns, toMessage } from '../store/rows.js';
import { insertDeliveries, type NewDelivery } from './line.js';
import { happenings, webhooks } from './schema/webhooks.js';
import { webhookColumns } from './webhooks.js';

export const happeningsIn = ({ transaction }: Pool): Happenings => ({
  putIntoWords: (instanceId, limit, now, say) =>
    transaction(async (db) => {
      // Of two that render one instance the other waits: what comes first must be stored first.
      await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`happenings:${instanceId}`}, 0))`);
      const rows = await db
        .select()
        .from(happenings)
        .where(eq(happenings.instanceId, instanceId))
        .orderBy(asc(happenings.id))
        .limit(limit);
      if (rows.length === 0) return { count: 0, wakes: [] };
      const told = await askers(db, instanceId);
      const known = await readAll(db, instanceId, rows as HappeningRow[]);
      const planned = known.flatMap(({ row, happening }) => {
        const asked = told.filter(({ about }) => about.includes(happening.kind));
        const line = row.chatId === null ? `instance:${instanceId}` : `chat:${row.chatId}`;
        return say(happening, asked).map((wording) => deliveryOf(wording, { instanceId, line, now }));
      });
      const wakes = await insertDeliveries(db, planned, now);
      await db.delete(happenings).where(
        inArray(
          happenings.id,
          rows.map(({ id }) => id),
        ),
      );
      return { count: rows.length, wakes };
    }),
});

type HappeningRow = NewHappening & { id: number };

/** Locked, in one order for all: what is added to a line and what steps forward in it never miss each other. */
const askers = (db: Connection, instanceId: string): Promise<Webhook[]> =>
  db
    .select(webhookColumns)
    .from(webhooks)
    .where(and(eq(webhooks.enabled, true), or(isNull(webhooks.instanceId), eq(webhooks.instanceId, instanceId))))
    .orderBy(asc(webhooks.id))
    .for('no key update');

interface Place {
  instanceId: string;
  line: string;
  now: Instant;
}

const deliveryOf = (wording: WordingWithId, { now, ...place }: Place): NewDelivery => ({
  ...wording,
  ...place,
  ...{ state: 'waiting', attempt: 0, createdAt: now, giveUpAt: now + deliveryPatience },
  ...{ wakeAt: null, settledAt: null, status: null, problem: null },
});

/** Those whose chat or message is there no more are left out. */
async function readAll(
  db: Connection,
  instanceId: string,
  rows: HappeningRow[],
): Promise<{ row: HappeningRow; happening: Happening }[]> {
  const [instance] = await db.select().from(instances).where(eq(instances.id, instanceId));
  const settled = await operationsOf(db, rows);
  const messageIds = rows.flatMap((row) => messageIdOf(row, settled) ?? []);
  const [chatsById, messagesById] = await Promise.all([chatsOf(db, rows), messagesOf(db, messageIds)]);
  return rows.flatMap((row) => {
    const chat = chatsById.get(row.chatId ?? 0);
    const message = messagesById.get(messageIdOf(row, settled) ?? 0);
    const happening = toHappening(row, { instance: instance!, chat, message, settled });
    return happening ? [{ row, happening }] : [];
  });
}

type Settled = Awaited<ReturnType<typeof operationsOf>>;

function messageIdOf(row: HappeningRow, settled: Settled): number | null {
  switch (row.kind) {
    case 'message':
    case 'pinned':
    case 'unpinned':
      return row.content.messageId;
    case 'settled': {
      const content = settled.get(row.content.operationId)?.operation.content;
      return content && 'messageId' in content ? content.messageId : null;
    }
    default:
      return null;
  }
}

interface Known {
  instance: Instance;
  chat: Chat | undefined;
  message: Message | undefined;
  settled: Settled;
}

function toHappening(row: HappeningRow, { instance, chat, message, settled }: Known): Happening | null {
  const { at } = row;
  if (row.kind === 'connected' || row.kind === 'disconnected') return { kind: row.kind, at, instance };
  if (!chat) return null;
  if (row.kind === 'settled') {
    const found = settled.get(row.content.operationId);
    return found ? { kind: row.kind, at, instance, chat, message: message ?? null, ...found } : null;
  }
  if (!message) return null;
  switch (row.kind) {
    case 'message':
      return { kind: row.kind, at, instance, chat, message };
    case 'pinned':
    case 'unpinned':
      return { kind: row.kind, at, instance, chat, message, change: row.content };
  }
}

async function operationsOf(db: Connection, rows: HappeningRow[]) {
  const ids = rows.flatMap((row) => (row.kind === 'settled' ? [row.content.operationId] : []));
  if (ids.length === 0) return new Map<string, never>();
  const found = await db
    .select({ operation: operations, actor: commands.actor })
    .from(operations)
    .innerJoin(commands, eq(commands.id, operations.commandId))
    .where(inArray(operations.id, ids));
  return new Map(found.map((each) => [each.operation.id, each]));
}

async function chatsOf(db: Connection, rows: HappeningRow[]): Promise<Map<number, Chat>> {
  const ids = [...new Set(rows.flatMap(({ chatId }) => chatId ?? []))];
  const found = ids.length === 0 ? [] : await db.select().from(chats).where(inArray(chats.id, ids));
  return new Map(found.map((chat) => [chat.id, chat]));
}

async function messagesOf(db: Connection, ids: number[]): Promise<Map<number, Message>> {
  const found = ids.length === 0 ? [] : await db.select(messageColumns).from(messages).where(inArray(messages.id, ids));
  return new Map(found.map((message) => [message.id, toMessage(message)]));
}
