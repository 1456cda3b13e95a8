import { setTimeout as sleep } from 'node:timers/promises';
import { createDeferred } from './deferred.js';
import { silent } from './deps.js';
import { connectQueues, openPool, type Pool, systemClock } from './pinwheel.js';
import type { Place } from './place.js';
import { takeTurns } from './rounds.js';
import { median, percentile, preciseNow, timed } from './statistics.js';
import { figure, printTable, times } from './table.js';

const rounds = 2;
const wakeUps = 1_000;
const windowMs = 2_500;
/** Between the call that adds them and the first that is due. */
const leadMs = 500;
const pollMs = 1_000;

interface Woken {
  /** In ms, of each. */
  lateness: number[];
  addingMs: number;
}

/** A way to be woken: adds what is due, and tells `arrived` of each. */
interface Waking extends AsyncDisposable {
  add(due: ReadonlyMap<number, number>, arrived: (id: number) => void): Promise<void>;
}

/** How late wake-ups come that were asked for beforehand. */
export async function measureWaking(place: Place): Promise<void> {
  await using postgres = await openQueue(await place.createDatabase('waking'), null);
  await using redis =
    place.redisUrl === null ? null : await openQueue(await place.createDatabase('waking_redis'), place.redisUrl);
  await using pool = openPool(await place.createDatabase('polling'), 1);
  const polling = await openPolling(pool);
  const timeouts: Waking = {
    async add(due, arrived) {
      for (const [id, at] of due) setTimeout(() => arrived(id), Math.ceil(at - preciseNow()));
    },
    [Symbol.asyncDispose]: async () => {},
  };
  const results = await takeTurns<string, Woken[]>(rounds, {
    // Neither is any work for the machine, so both at once.
    neighbours: () => Promise.all([wake(timeouts), wake(polling)]),
    postgres: async () => [await wake(postgres)],
    ...(redis && { redis: async () => [await wake(redis)] }),
  });
  const of = (name: string, at = 0) => (results[name] ?? []).flatMap((round) => round[at] ?? []);
  const limit = median(of('neighbours').flatMap(({ lateness }) => lateness));
  const row = (name: string, woken: Woken[]) => {
    const late = woken.flatMap(({ lateness }) => lateness);
    return [
      name,
      ...[0.5, 0.99, 1].map((share) => figure(percentile(late, share))),
      times(median(late) / limit),
      figure(median(woken.map(({ addingMs }) => (wakeUps / addingMs) * 1_000))),
    ];
  };
  printTable({
    title: `Waking: lateness in ms (${rounds} rounds of ${figure(wakeUps)} due within ${windowMs / 1_000} s)`,
    columns: ['way', 'p50', 'p99', 'max', 'p50 to the limit', 'added/s'],
    rows: [
      row(`a table, looked at every ${pollMs / 1_000} s (naive)`, of('neighbours', 1)),
      row('the queue on PostgreSQL', of('postgres')),
      ...(redis ? [row('the queue on Redis', of('redis'))] : []),
      row('setTimeout, nothing durable (the limit)', of('neighbours')),
    ],
    ...(redis ? {} : { notes: ['There is no redis-server on the PATH: the queue on Redis was not measured.'] }),
  });
}

let lastId = 0;

async function wake(waking: Waking): Promise<Woken> {
  const start = Math.ceil(preciseNow()) + leadMs;
  const due = new Map(
    Array.from({ length: wakeUps }, (_, n) => [++lastId, start + Math.floor((n / wakeUps) * windowMs)] as const),
  );
  const lateness: number[] = [];
  const all = createDeferred<undefined>();
  const arrived = (id: number) => {
    lateness.push(preciseNow() - (due.get(id) ?? Number.NaN));
    if (lateness.length === wakeUps) all.resolve(undefined);
  };
  const addingMs = await timed(() => waking.add(due, arrived));
  if (preciseNow() > start) throw new Error(`adding took ${figure(addingMs)} ms, longer than the lead`);
  await Promise.race([all.promise, sleep(leadMs + windowMs + 10_000, undefined, { ref: false })]);
  if (lateness.length !== wakeUps) throw new Error(`${lateness.length} of ${wakeUps} wake-ups came`);
  return { lateness, addingMs };
}

async function openQueue(databaseUrl: string, redisUrl: string | null): Promise<Waking> {
  const queues = await connectQueues({ redisUrl, databaseUrl, clock: systemClock, logger: silent });
  let tell: (id: number) => void = () => {};
  const worker = queues.workTicks(async ({ id }) => tell(id));
  await worker.resume();
  return {
    async add(due, arrived) {
      tell = arrived;
      await queues.wake([...due].map(([id, at]) => ({ kind: 'pin', id, at })));
    },
    [Symbol.asyncDispose]: () => queues[Symbol.asyncDispose](),
  };
}

async function openPolling({ client }: Pool): Promise<Waking> {
  await client.query('create table due (id int primary key, at double precision not null)');
  await client.query('create index on due (at)');
  return {
    async add(due, arrived) {
      await client.query('insert into due select * from unnest($1::int[], $2::float[])', [
        [...due.keys()],
        [...due.values()],
      ]);
      let left = due.size;
      const timer = setInterval(() => void poll(), pollMs);
      const poll = async () => {
        const { rows } = await client.query<{ id: number }>('delete from due where at <= $1 returning id', [
          preciseNow(),
        ]);
        for (const { id } of rows) arrived(id);
        left -= rows.length;
        if (left === 0) clearInterval(timer);
      };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}
