import { createSecretKey, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Crowd, openCrowd } from './ask-crowd.js';
import { createDeferred } from './deferred.js';
import { silent } from './deps.js';
import { openMemoryRecords } from './memory-records.js';
import {
  type AppConfiguration,
  createIds,
  createSealer,
  guardConsole,
  openContext,
  openInstance,
  openPool,
  type Logger,
  readConfiguration,
  secretKeys,
  startLinking,
  startListener,
  systemClock,
} from './pinwheel.js';
import type { Place } from './place.js';
import { takeTurns } from './rounds.js';
import { measureSignatures } from './signatures.js';
import { median, ratio } from './statistics.js';
import { figure, printTable } from './table.js';

const rounds = 3;
const messages = 60;
const checks = 60;
/** What each speaker says first carries keys and costs more. */
const greetings = 20;

let undecrypted = 0;

/** Baileys tells of what it cannot decrypt in its log alone. */
const listening: Logger = {
  ...silent,
  warn(_, message) {
    if (message === 'failed to decrypt message') undecrypted += 1;
  },
  child: () => listening,
};

interface Heard {
  perSecond: number;
  /** Messages that could not be decrypted at first, and that their sender was asked for again. */
  askedAgain: number;
  /** Of this process, for each message. */
  cpuMs: number;
  /** How fast the crowd was: the figures mean something only while it waits for us. */
  saidPerSecond: number;
}

/** An account that hears one of the crowd's groups. */
interface Ear extends AsyncDisposable {
  member: number;
  /** How many messages of its group it has by now. */
  count(): Promise<number>;
}

/** From WhatsApp's socket into the database, and what of it is Baileys. */
export async function measureHearing(place: Place): Promise<void> {
  guardConsole(silent);
  await using crowd = await openCrowd();
  await using listener = await openListener(place, crowd, 0);
  await using baileys = await openBaileys(crowd, 1);
  await hear(crowd, listener, greetings);
  await hear(crowd, baileys, greetings);
  const results = await takeTurns(rounds, {
    listener: () => hear(crowd, listener, messages),
    baileys: () => hear(crowd, baileys, messages),
  });
  const signatures = await takeTurns(rounds, { both: () => measureSignatures(checks) });
  const walls = signatures.both.map(({ javascript }) => javascript);
  const ear = (name: string, heard: readonly Heard[]) => [
    name,
    figure(median(heard.map(({ perSecond }) => perSecond))),
    figure(median(heard.map(({ cpuMs }) => cpuMs))),
    figure(median(heard.map(({ askedAgain }) => askedAgain))),
    figure(
      ratio(
        heard.map(({ perSecond }) => perSecond),
        walls,
      ),
    ),
  ];
  const checked = (name: string, perSecond: readonly number[]) => [
    name,
    ...[figure(median(perSecond)), figure(1_000 / median(perSecond)), '-', figure(ratio(perSecond, walls))],
  ];
  const slowest = Math.min(
    ...Object.values(results).flatMap((heard) => heard.map(({ saidPerSecond }) => saidPerSecond)),
  );
  printTable({
    title: `Hearing groups through Baileys, one process (${rounds} rounds of ${messages} messages)`,
    columns: ['way', 'messages/s', 'CPU ms each', 'asked for again', 'of the wall'],
    rows: [
      ear('the listener, into PostgreSQL', results.listener),
      ear('the same ear, keys in memory, nothing stored', results.baileys),
      checked('signature checks alone, in JavaScript as Baileys does (the wall)', walls),
      checked(
        'signature checks alone, native',
        signatures.both.map(({ native }) => native),
      ),
    ],
    notes: [`The crowd, a process of its own, says ${figure(slowest)} messages/s or more.`],
  });
}

async function hear(crowd: Crowd, ear: Ear, count: number): Promise<Heard> {
  const before = await ear.count();
  undecrypted = 0;
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  let saidMs = Number.NaN;
  const said = crowd.say(ear.member, count).then(() => (saidMs = performance.now() - startedAt));
  for (const deadline = startedAt + 30_000; (await ear.count()) < before + count; await sleep(20))
    if (performance.now() > deadline)
      throw new Error(`${(await ear.count()) - before} of ${count} messages were heard`);
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  await said;
  return {
    ...{ perSecond: (count / ms) * 1_000, askedAgain: undecrypted },
    ...{ cpuMs: (user + system) / 1_000 / count, saidPerSecond: (count / saidMs) * 1_000 },
  };
}

/** The app as it is started, its configuration included. */
async function openListener(place: Place, { address, scan }: Crowd, member: number): Promise<Ear> {
  const url = await place.createDatabase('hearing');
  const configuration: AppConfiguration = readConfiguration(
    {
      ...{ DATABASE_URL: url, PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64') },
      ...{ WHATSAPP_SOCKET_URL: address.socketUrl, WHATSAPP_NOISE_ROOT_KEY: address.noiseRootKey },
      WHATSAPP_NOISE_ROOT_SERIAL: String(address.noiseRootSerial),
    },
    'app',
  );
  const context = await openContext({ configuration, logger: listening, clock: systemClock, ids: createIds() });
  const listener = await startListener(context);
  const reply = await startLinking(context.deps, { method: 'qr', phone: null, target: null });
  if (reply.kind !== 'started') throw new Error(`linking: ${reply.kind}`);
  let qr: string | null = null;
  for (; qr === null; await sleep(20))
    qr = (await context.deps.instances.findLinking(reply.linking.id))?.secret ?? null;
  await scan(member, qr);
  const pool = openPool(url, 1);
  return {
    member,
    async count() {
      const { rows } = await pool.client.query<{ count: number }>('select count(*)::int as count from messages');
      return rows[0]?.count ?? 0;
    },
    async [Symbol.asyncDispose]() {
      await pool[Symbol.asyncDispose]();
      await listener[Symbol.asyncDispose]();
      await context[Symbol.asyncDispose]();
    },
  };
}

async function openBaileys({ address, scan }: Crowd, member: number): Promise<Ear> {
  const sealer = createSealer(await secretKeys({ home: '', secretKeys: [createSecretKey(randomBytes(32))] }));
  let count = 0;
  const qr = createDeferred<string>();
  const instance = await openInstance({
    ...{ instanceId: 'bench', logger: listening, clock: systemClock, sealer, pairing: { method: 'qr' } },
    socketUrl: address.socketUrl,
    noiseRoot: { publicKey: address.noiseRootKey, serial: address.noiseRootSerial },
    credentials: openMemoryRecords(),
    sent: { save: async () => {}, find: async () => null },
    listener: {
      heard(events) {
        count += events.filter(({ kind }) => kind === 'message').length;
      },
      qr: qr.resolve,
      ...{ pairingCode() {}, paired() {}, opened() {}, caughtUp() {}, closed() {} },
    },
  });
  await scan(member, await qr.promise);
  return { member, count: async () => count, [Symbol.asyncDispose]: () => instance[Symbol.asyncDispose]() };
}
