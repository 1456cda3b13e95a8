import { createDeferred, type Deferred } from './deferred.js';
import { depsOf, silent } from './deps.js';
import { groupJids, makeMessages } from './messages.js';
import {
  type Board,
  connectQueues,
  type Database,
  type Deps,
  type Gateway,
  openPool,
  pinMessage,
  planPin,
  type Pool,
  runOperation,
  systemClock,
} from './pinwheel.js';
import { openDatabase, type Place } from './place.js';
import { takeTurns } from './rounds.js';
import { median, percentile, ratio, timed } from './statistics.js';
import { figure, printTable, times } from './table.js';

const rounds = 3;
const commands = { alone: 30, together: 96 };
const together = 16;
/** As in the listener. */
const concurrency = 8;
/** No pace: an account's is one operation a second, and that is not what is asked here. */
const unhurried = { count: 100_000, perMs: 1_000 };

/** WhatsApp at its best. */
const gateway: Gateway = { send: async () => ({ kind: 'acknowledged' }) };

interface Target {
  chatId: number;
  messageId: number;
}

interface Taken {
  /** Until the command is durable, in ms. */
  accepted: number;
  /** Until WhatsApp's acknowledgement is durable too, in ms. */
  carriedOut: number;
}

interface Series {
  taken: Taken[];
  perSecond: number;
}

/** A way to carry out a pin. */
interface Path extends AsyncDisposable {
  /** As many chats, each with a message and an empty board. */
  prepare(count: number): Promise<Target[]>;
  pin(target: Target): Promise<Taken>;
}

/** From a command to its acknowledged operation. */
export async function measureCommands(place: Place): Promise<void> {
  await using postgres = await openQueued(await place.createDatabase('commands'), null);
  await using redis =
    place.redisUrl === null ? null : await openQueued(await place.createDatabase('commands_redis'), place.redisUrl);
  await using pool = openPool(await place.createDatabase('commits'), together);
  const commits = await openCommits(pool);
  const paths: Record<string, Path> = {
    'in process, nothing durable (the limit)': direct,
    'three commits of one row': commits,
    'the queue on PostgreSQL': postgres,
    ...(redis && { 'the queue on Redis': redis }),
  };
  for (const [atOnce, count] of [
    [1, commands.alone],
    [together, commands.together],
  ] as const) {
    const ways = Object.entries(paths).map(([name, path]) => [name, () => carryOut(path, count, atOnce)] as const);
    const results = await takeTurns<string, Series>(rounds, Object.fromEntries(ways));
    printTable({
      title: `Commands, ${atOnce === 1 ? 'one at a time' : `${atOnce} at once`}: ms until accepted and until carried out (${rounds} rounds of ${count})`,
      columns: ['way', 'accepted p50', 'p99', 'carried out p50', 'p99', 'p50 to three commits', 'operations/s'],
      rows: Object.entries(results).map(([name, series]) =>
        describe(name, series, results['three commits of one row'] ?? []),
      ),
    });
  }
}

function describe(name: string, series: readonly Series[], floor: readonly Series[]): string[] {
  const taken = series.flatMap((each) => each.taken);
  const p50s = (each: readonly Series[]) =>
    each.map((round) => median(round.taken.map(({ carriedOut }) => carriedOut)));
  const both = ['accepted', 'carriedOut'] as const;
  return [
    name,
    ...both.flatMap((what) =>
      [0.5, 0.99].map((share) =>
        figure(
          percentile(
            taken.map((each) => each[what]),
            share,
          ),
        ),
      ),
    ),
    times(ratio(p50s(series), p50s(floor))),
    figure(median(series.map(({ perSecond }) => perSecond))),
  ];
}

async function carryOut(path: Path, count: number, atOnce: number): Promise<Series> {
  const targets = (await path.prepare(count)).values();
  const taken: Taken[] = [];
  const lane = async () => {
    for (const target of targets) taken.push(await path.pin(target));
  };
  const ms = await timed(() => Promise.all(Array.from({ length: atOnce }, lane)));
  if (taken.length !== count) throw new Error(`${taken.length} of ${count} commands were carried out`);
  return { taken, perSecond: (count / ms) * 1_000 };
}

async function openQueued(databaseUrl: string, redisUrl: string | null): Promise<Path> {
  const database = await openDatabase(databaseUrl);
  const queues = await connectQueues({ redisUrl, databaseUrl, clock: systemClock, logger: silent });
  const [lease] = await database.leases.take('bench', 600_000, 1);
  if (!lease) throw new Error('there is no instance to lease');
  const deps = depsOf(database, queues);
  const done = new Map<string, Deferred<number>>();
  // Often carried out before the command's own call has returned.
  const ending = (id: string) => {
    const known = done.get(id) ?? createDeferred<number>();
    done.set(id, known);
    return known;
  };
  const run = async (id: string) => {
    await runOperation(deps, gateway, lease, id);
    ending(id).resolve(performance.now());
  };
  await queues.workOperations('main', run, { concurrency, pace: unhurried }).resume();
  return {
    prepare: (count) => createTargets(database, count),
    async pin(target) {
      const startedAt = performance.now();
      const operationId = await accept(deps, target);
      const accepted = performance.now() - startedAt;
      return { accepted, carriedOut: (await ending(operationId).promise) - startedAt };
    },
    async [Symbol.asyncDispose]() {
      await queues[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** @returns the operation's id */
async function accept(deps: Deps, { chatId, messageId }: Target): Promise<string> {
  const reply = await pinMessage(deps, {
    ...{ source: `bench:${messageId}`, actor: { kind: 'hold' }, reportTo: null, chatId },
    ...{ target: { kind: 'message', messageId }, hold: null, slot: null, replace: [] },
  });
  if (reply.kind === 'refused') throw new Error(`refused: ${reply.why.kind}`);
  return reply.command.operations[0]!.id;
}

let chatsMade = 0;

async function createTargets(database: Database, count: number): Promise<Target[]> {
  const jids = groupJids(count, chatsMade);
  chatsMade += count;
  await database.store.saveMessages('main', makeMessages(count, jids), Date.now());
  return Promise.all(
    jids.map(async (jid) => {
      const chatId = (await database.store.chatIdOf('main', jid))!;
      return { chatId, messageId: (await database.store.lastMessage(chatId))!.id };
    }),
  );
}

/** What no way with a claim can do without: the command, the claim and the outcome are durable one after another. */
async function openCommits({ client }: Pool): Promise<Path> {
  await client.query('create table steps (id bigint generated always as identity primary key, step text not null)');
  const commit = () => client.query({ name: 'step', text: 'insert into steps (step) values ($1)', values: ['a step'] });
  return {
    prepare: async (count) => Array.from({ length: count }, (_, n) => ({ chatId: n, messageId: n })),
    async pin() {
      const accepted = await timed(commit);
      const rest = await timed(async () => {
        await commit();
        await commit();
      });
      return { accepted, carriedOut: accepted + rest };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** The rules and the gateway, and the board in memory. */
const direct: Path = {
  prepare: async (count) => Array.from({ length: count }, (_, n) => ({ chatId: n, messageId: n })),
  async pin({ messageId }) {
    const startedAt = performance.now();
    const board: Board = { slots: 3, limit: 3, locked: [], pins: [], underWay: [] };
    const hold = { kind: 'length', ms: 86_400_000 } as const;
    const plan = planPin(board, { messageId, hold, slot: null, replace: [] }, Date.now());
    if (plan.kind !== 'planned') throw new Error(`refused: ${plan.kind}`);
    const accepted = performance.now() - startedAt;
    await gateway.send({
      wireId: `${messageId}`,
      chatJid: 'chat@g.us',
      content: {
        kind: 'pin',
        key: { remoteJid: 'chat@g.us', id: `${messageId}`, fromMe: false },
        durationSeconds: 86_400,
      },
    });
    return { accepted, carriedOut: performance.now() - startedAt };
  },
  [Symbol.asyncDispose]: async () => {},
};
