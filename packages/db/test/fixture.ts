import { randomUUID } from 'node:crypto';
import type { Operation } from '@pinwheel/domain';
import type { Clock, Command, Deps, HeardMessage, Logger, NewOperation, NewPin, Wake } from '@pinwheel/pinning';
import { connectDatabase, type Database } from '@pinwheel/db';
import { createTestDatabase, eventually } from '@pinwheel/testing';
import { sql } from 'drizzle-orm';

export const start = Date.parse('2026-01-05T09:00:00Z');
export const minute = 60_000;

export interface Fixture extends AsyncDisposable {
  url: string;
  db: Database;
}

/** A database of its own, with the tables and the instance `main`. */
export async function openFixture(): Promise<Fixture> {
  const database = await createTestDatabase();
  const db = await connectDatabase({ url: database.url, slots: 3, timeZone: 'America/Sao_Paulo' });
  await db.migrate();
  await db.instances.create('main');
  return {
    url: database.url,
    db,
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

let count = 0;
export const unique = (prefix: string): string => `${prefix}${(count += 1)}`;

export const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };

/** What use cases need, on a real store; `wake` hears whom they wake. */
export const depsOn = (
  { store, instances }: Pick<Database, 'store' | 'instances'>,
  clock: Clock,
  wake: (wakes: readonly Wake[]) => void,
): Deps => ({
  ...{ store, instances, clock, logger: quiet, timeZone: 'UTC', mayStillAct: async () => true },
  ids: { unique: () => randomUUID(), wireMessage: () => unique('3EB0') },
  waker: { wake: async (wakes) => wake(wakes) },
});

export function heard(fields: Partial<HeardMessage> & { id?: string } = {}): HeardMessage {
  const { id = unique('WIRE'), ...rest } = fields;
  const chatJid = rest.chatJid ?? '120363@g.us';
  return {
    chatJid,
    key: { remoteJid: chatJid, id, fromMe: false, participant: '77@lid' },
    participantAlt: '5511@s.whatsapp.net',
    addressing: 'lid',
    senderName: 'Maria',
    kind: 'text',
    text: 'Good morning',
    sentAt: start,
    raw: Uint8Array.of(1, 2, 3),
    ...rest,
  };
}

/** A new group with one message. */
export async function makeChat({ db }: Fixture): Promise<{ chatId: number; jid: string; messageId: number }> {
  const jid = `${unique('1203630')}@g.us`;
  await db.store.saveMessages('main', [heard({ chatJid: jid })], start);
  const chatId = (await db.store.chatIdOf('main', jid))!;
  return { chatId, jid, messageId: (await db.store.lastMessage(chatId))!.id };
}

export const pinOf = (chatId: number, messageId: number, fields: Partial<NewPin> = {}): NewPin => ({
  chatId,
  messageId,
  slot: 1,
  pinnedAt: start,
  expiresAt: start + 86_400_000,
  holdUntil: start + 86_400_000,
  wireId: unique('PIN'),
  by: { kind: 'hold' },
  tendAt: null,
  ...fields,
});

export const commandOf = (chatId: number, fields: Partial<Command> = {}): Command => ({
  id: unique('command'),
  source: unique('telegram:'),
  kind: 'pin',
  chatId,
  actor: { kind: 'admin', telegramId: 7, name: 'Ana' },
  madeAt: start,
  target: null,
  refusal: null,
  occurrence: null,
  reportedAt: null,
  ...fields,
});

export const operationOf = (command: Command, messageId: number, fields: Partial<NewOperation> = {}): NewOperation => ({
  id: unique('operation'),
  commandId: command.id,
  instanceId: 'main',
  chatId: command.chatId,
  content: { kind: 'unpin', messageId },
  wireId: unique('OP'),
  needs: null,
  state: 'waiting',
  attempt: 0,
  epoch: null,
  wakeAt: start,
  refusal: null,
  cancelReason: null,
  settledAt: null,
  history: [],
  ...fields,
});

export const acknowledged = (operation: Operation, at: number): Operation => ({
  ...operation,
  state: 'acknowledged',
  wakeAt: null,
  settledAt: at,
});

/** Resolves when a statement in this database waits for another's lock. */
export const somebodyWaits = ({ db }: Fixture): Promise<unknown> =>
  eventually(async () => {
    const waiting = await db.drizzle.execute(
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting.rows.length > 0;
  });

/** A promise that somebody else resolves: the end of a step in a concurrent test. */
export function signal(): { sent: Promise<void>; send: () => void } {
  let send = () => {};
  const sent = new Promise<void>((resolve) => (send = resolve));
  return { sent, send };
}
