import { setTimeout as sleep } from 'node:timers/promises';
import { depsOf, nobody } from './deps.js';
import { makeMessages } from './messages.js';
import { type Deps, type HeardMessage, openInbox } from './pinwheel.js';
import { openDatabase, type Place } from './place.js';
import { takeTurns } from './rounds.js';
import { median, percentile } from './statistics.js';
import { createChats } from './storing.js';
import { figure, printTable, times } from './table.js';

/** Messages a second, and for how many seconds each round goes. */
const loads = [
  { perSecond: 20, seconds: 1.5 },
  { perSecond: 200, seconds: 1 },
  { perSecond: 2_000, seconds: 0.75 },
];
const rounds = 2;
const timerMs = 50;

interface Taker extends AsyncDisposable {
  take(message: HeardMessage): void;
}

/** From the event to the end of its commit: natural batching against a timer that collects. */
export async function measureLatency(place: Place): Promise<void> {
  await using database = await openDatabase(await place.createDatabase('latency'));
  const chats = [...(await createChats(database, 20)).keys()];
  const deps = depsOf(database, nobody);
  const rows: string[][] = [];
  for (const { perSecond, seconds } of loads) {
    const trial = (open: (deps: Deps) => Taker) => () =>
      follow(deps, open, makeMessages(perSecond * seconds, chats), perSecond);
    const { natural, timer } = await takeTurns(rounds, { natural: trial(openNatural), timer: trial(openTimer) });
    const row = (name: string, taken: number[]) => [
      `${figure(perSecond)}/s, ${name}`,
      ...[0.5, 0.99, 1].map((share) => figure(percentile(taken, share))),
      times(median(taken) / median(natural.flat())),
    ];
    rows.push(row('the inbox', natural.flat()), row(`a timer of ${timerMs} ms`, timer.flat()));
  }
  printTable({
    title: `From hearing to durable, in ms (${rounds} rounds, ${loads.map(({ perSecond, seconds }) => rounds * perSecond * seconds).join(', ')} messages)`,
    columns: ['load and way', 'p50', 'p99', 'max', 'p50 to the inbox'],
    rows,
  });
}

/** @returns how long each message took to be durable, in ms */
async function follow(
  deps: Deps,
  open: (deps: Deps) => Taker,
  messages: readonly HeardMessage[],
  perSecond: number,
): Promise<number[]> {
  const heardAt = new Map<string, number>();
  const taken: number[] = [];
  const saveMessages: Deps['store']['saveMessages'] = async (instanceId, batch, now) => {
    const wakes = await deps.store.saveMessages(instanceId, batch, now);
    const storedAt = performance.now();
    for (const { key } of batch) taken.push(storedAt - (heardAt.get(key.id) ?? Number.NaN));
    return wakes;
  };
  await using taker = open({ ...deps, store: { ...deps.store, saveMessages } });
  let due = performance.now();
  for (const message of messages) {
    // Independent of each other, as people are; an even beat would be in step with a timer.
    due -= (Math.log(1 - Math.random()) / perSecond) * 1_000;
    while (performance.now() < due) await sleep(1);
    heardAt.set(message.key.id, performance.now());
    taker.take(message);
  }
  await taker[Symbol.asyncDispose]();
  if (taken.length !== messages.length) throw new Error(`${taken.length} of ${messages.length} messages were stored`);
  return taken;
}

function openNatural(deps: Deps): Taker {
  const inbox = openInbox(deps, 'main');
  return {
    take: (message) => inbox.take([{ kind: 'message', message }]),
    [Symbol.asyncDispose]: () => inbox[Symbol.asyncDispose](),
  };
}

function openTimer(deps: Deps): Taker {
  let waiting: HeardMessage[] = [];
  let stored = Promise.resolve();
  const flush = () => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    stored = stored.then(async () => void (await deps.store.saveMessages('main', batch, deps.clock.now())));
  };
  const timer = setInterval(flush, timerMs);
  return {
    take: (message) => void waiting.push(message),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      flush();
      await stored;
    },
  };
}
