import { copyInto } from './copy.js';
import { depsOf, nobody } from './deps.js';
import { groupJids, makeMessages } from './messages.js';
import { type Database, type Deps, type HeardMessage, openInbox, openPool, type Pool } from './pinwheel.js';
import { openDatabase, type Place } from './place.js';
import { takeTurns } from './rounds.js';
import { median, ratio, timed } from './statistics.js';
import { figure, printTable, times } from './table.js';

const rounds = 5;
/** A statement that stores one row each; more would take too long. */
const fewRows = 200;
const manyRows = 4_000;
const batchRows = 500;

const columns = [
  ...['chat_id', 'remote_jid', 'wire_id', 'from_me', 'participant', 'participant_alt', 'addressing', 'sender_name'],
  ...['kind', 'text', 'sent_at', 'raw'],
];

/** Heard messages into PostgreSQL: one by one, as the inbox does it, and as fast as the driver can. */
export async function measureStoring(place: Place): Promise<void> {
  const url = await place.createDatabase('storing');
  await using database = await openDatabase(url);
  await using pool = openPool(url, 1);
  for (const table of ['inserted', 'batched', 'copied'])
    await pool.client.query(`create table ${table} (like messages including all)`);
  const chats = await createChats(database, 20);
  const make = (count: number) => makeMessages(count, [...chats.keys()]);
  const values = (message: HeardMessage) => valuesOf(message, chats.get(message.chatJid) ?? 0);
  const deps = depsOf(database, nobody);

  const results = await takeTurns(rounds, {
    one: async () => perSecond(fewRows, insertOneByOne(pool, make(fewRows).map(values))),
    ours: async () => perSecond(manyRows, hear(deps, make(manyRows))),
    batched: async () => perSecond(manyRows, insertBatches(pool, make(manyRows).map(values))),
    copied: async () => perSecond(manyRows, copy(pool, make(manyRows).map(values))),
  });
  const { rows: sizes } = await pool.client.query<{ bytes: number }>(
    'select avg(pg_column_size(m))::int as bytes from messages m',
  );
  const row = (name: string, figures: readonly number[]) => [
    name,
    figure(median(figures)),
    figure(ratio(figures, results.copied)),
    times(ratio(figures, results.one)),
  ];
  printTable({
    title: `Storing heard messages (rows of ${sizes[0]?.bytes} bytes, two unique keys and an index; ${rounds} rounds)`,
    columns: ['way', 'rows/s', 'of the limit', 'of one by one'],
    rows: [
      row('one awaited INSERT each (naive)', results.one),
      row(`the inbox: natural batches, at most ${batchRows}`, results.ours),
      row(`INSERT of ${batchRows} rows of values`, results.batched),
      row('COPY of all (the limit)', results.copied),
    ],
  });
}

/** @returns their ids by jid */
export async function createChats(database: Database, count: number): Promise<Map<string, number>> {
  const jids = groupJids(count);
  await database.store.saveMessages('main', makeMessages(count, jids), Date.now());
  const ids = await Promise.all(jids.map((jid) => database.store.chatIdOf('main', jid)));
  return new Map(jids.map((jid, n) => [jid, ids[n] ?? 0]));
}

/** What is made beforehand is not measured. */
const perSecond = async (rows: number, work: () => Promise<void>): Promise<number> =>
  (rows / (await timed(work))) * 1_000;

function hear(deps: Deps, messages: HeardMessage[]): () => Promise<void> {
  const events = messages.map((message) => ({ kind: 'message', message }) as const);
  return async () => {
    await using inbox = openInbox(deps, 'main');
    inbox.take(events);
    await inbox.settled();
  };
}

const valuesOf = ({ key, ...message }: HeardMessage, chatId: number): unknown[] => [
  ...[chatId, key.remoteJid, key.id, key.fromMe, key.participant, message.participantAlt, message.addressing],
  ...[message.senderName, message.kind, message.text, new Date(message.sentAt).toISOString(), message.raw],
];

const insert = (table: string, rows: number): string => {
  const places = Array.from(
    { length: rows },
    (_, row) => `(${columns.map((__, at) => `$${row * columns.length + at + 1}`).join()})`,
  );
  return `insert into ${table} (${columns.join()}) values ${places.join()} on conflict do nothing`;
};

function insertOneByOne({ client }: Pool, rows: unknown[][]): () => Promise<void> {
  const query = { name: 'one', text: insert('inserted', 1) };
  return async () => {
    for (const values of rows) await client.query({ ...query, values });
  };
}

function insertBatches({ client }: Pool, rows: unknown[][]): () => Promise<void> {
  const query = { name: 'batch', text: insert('batched', batchRows) };
  return async () => {
    for (let at = 0; at < rows.length; at += batchRows)
      await client.query({ ...query, values: rows.slice(at, at + batchRows).flat() });
  };
}

function copy(pool: Pool, rows: unknown[][]): () => Promise<void> {
  const lines = Buffer.from(rows.map((values) => `${values.map(asText).join('\t')}\n`).join(''));
  return () => copyInto(pool, `copy copied (${columns.join()}) from stdin`, lines);
}

const asText = (value: unknown): string => (Buffer.isBuffer(value) ? `\\\\x${value.toString('hex')}` : String(value));
