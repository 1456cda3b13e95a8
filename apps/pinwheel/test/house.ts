import { randomBytes } from 'node:crypto';
import { type Configuration, createIds, createLogger, createStack, readConfiguration } from '@pinwheel/runtime';
import { startTelegramSimulator, type SimulatedUser, type TelegramSimulator } from '@pinwheel/telegram-simulator';
import {
  captureLogs,
  createTestDatabase,
  eventually,
  type QueueBackend,
  testRedisUrl,
  wipeRedis,
  TestClock,
} from '@pinwheel/testing';
import {
  startWhatsAppSimulator,
  type Group,
  type HeardMessage,
  type Person,
  type WhatsAppSimulator,
} from '@pinwheel/whatsapp-simulator';
import { type AllInOne, type AllInOneOptions, startAllInOne } from '../src/index.js';

/** The two simulated networks, with a group of three, its admin in Telegram and a stranger. */
export interface Town extends AsyncDisposable {
  whatsapp: WhatsAppSimulator;
  telegram: TelegramSimulator;
  admin: SimulatedUser;
  stranger: SimulatedUser;
  bia: Person;
  carlos: Person;
  dora: Person;
  group: Group;
  /** What the product is told about this town, besides its stores. */
  env: Record<string, string>;
}

export async function openTown(now: () => number = Date.now): Promise<Town> {
  // libsignal prints the keys of the simulated phones.
  for (const method of ['info', 'warn', 'error', 'log'] as const) console[method] = () => {};
  const stack = createStack();
  const whatsapp = stack.use(await startWhatsAppSimulator({ now }));
  const telegram = stack.use(await startTelegramSimulator({ now }));
  const bia = whatsapp.addPerson({ name: 'Bia', phone: '5511990000001' });
  const carlos = whatsapp.addPerson({ name: 'Carlos', phone: '5511990000002' });
  const dora = whatsapp.addPerson({ name: 'Dora', phone: '5511990000003' });
  const group = whatsapp.addGroup({ name: 'Moradores', members: [carlos, bia, dora], admins: [carlos] });
  const admin = telegram.addUser({ firstName: 'Bia', languageCode: 'en' });
  const stranger = telegram.addUser({ firstName: 'Mallory', languageCode: 'en' });
  const env = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_OWNER_IDS: String(admin.id),
    WHATSAPP_SOCKET_URL: whatsapp.socketUrl,
    WHATSAPP_NOISE_ROOT_KEY: whatsapp.noiseRootKey,
    WHATSAPP_NOISE_ROOT_SERIAL: String(whatsapp.noiseRootSerial),
    WHATSAPP_PACE: '50/s',
    HTTP_PORT: '0',
  };
  return {
    whatsapp,
    telegram,
    admin,
    stranger,
    bia,
    carlos,
    dora,
    group,
    env,
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}

/** Stores that outlive the product's processes. */
export interface Stores extends AsyncDisposable {
  env: Record<string, string>;
  /** Every wake-up is gone, as after FLUSHALL. */
  forgetWakes(): Promise<void>;
}

export async function openStores(backend: QueueBackend): Promise<Stores> {
  const database = await createTestDatabase();
  const redisUrl = backend === 'redis' ? testRedisUrl() : null;
  return {
    env: {
      DATABASE_URL: database.url,
      PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64'),
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
    },
    forgetWakes: () => (redisUrl === null ? database.run('DELETE FROM bullmq.job') : wipeRedis(redisUrl)),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

export interface House extends AsyncDisposable {
  town: Town;
  clock: TestClock;
  logs: ReturnType<typeof captureLogs>;
  stores: Stores;
  /** Where health and metrics are served, while it runs. */
  url(): string;
  /** The codes that would make their sender the owner, as the log shows them. */
  startCodes: string[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A whole Pinwheel in this process, configured by environment variables alone. Its clock stands still until it is
 * moved, unless `ticking`; the networks follow the same clock.
 */
export async function openHouse(
  backend: QueueBackend,
  options: { ticking?: boolean; env?: Record<string, string>; overrides?: AllInOneOptions['overrides'] } = {},
): Promise<House> {
  const stack = createStack();
  const clock = new TestClock(Date.now());
  if (options.ticking ?? true) stack.defer(tick(clock));
  const town = stack.use(await openTown(clock.now));
  const stores = stack.use(await openStores(backend));
  const logs = captureLogs();
  const startCodes: string[] = [];
  const env = { ...town.env, ...stores.env, ...options.env };
  let running: AllInOne | null = null;
  const house: House = {
    ...{ town, stores, clock, logs, startCodes },
    url: () => running!.url,
    async start() {
      const configuration = readConfiguration(env, 'all-in-one') as Configuration & { telegram: { botToken: string } };
      const logger = createLogger({ level: 'debug', format: 'json', destination: logs.stream });
      running = await startAllInOne({
        configuration,
        logger,
        clock,
        ids: createIds(),
        onStartCode: (code) => startCodes.push(code),
        overrides: { listener: { acknowledgementMs: 2_000 }, ...options.overrides },
      });
    },
    async stop() {
      await running?.[Symbol.asyncDispose]();
      running = null;
    },
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
  stack.defer(() => house.stop());
  await house.start();
  return house;
}

/** Lets a clock run along with the true time, on top of what it is moved by. */
function tick(clock: TestClock): () => void {
  let before = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    clock.advance(now - before);
    before = now;
  }, 5);
  return () => clearInterval(timer);
}

/** Links Bia's account by the photo of the QR. */
export async function link({ town: { admin, bia, whatsapp } }: Pick<House, 'town'>): Promise<void> {
  const asked = admin.send('/link');
  const { png } = await admin.seesPhoto({ after: asked });
  await bia.scanPhoto(png);
  await whatsapp.waitForConnection(bia);
  await admin.sees(/linked as/i, { after: asked });
}

const linesTold = 60;

/** Sends a command and waits for an answer that matches, edits included. Where none comes, the end of the log is told. */
export async function answer(
  { town: { admin }, logs }: Pick<House, 'town'> & Partial<Pick<House, 'logs'>>,
  command: string,
  pattern: RegExp,
  timeoutMs = 15_000,
) {
  const asked = admin.send(command);
  try {
    return await admin.sees(pattern, { answerTo: asked, timeoutMs });
  } catch (error) {
    const logged = logs?.text().trimEnd().split('\n').slice(-linesTold) ?? [];
    throw new Error([(error as Error).message, 'What was logged last:', ...logged].join('\n'), { cause: error });
  }
}

/** Sends a command that takes from the agenda, and confirms it. */
export async function confirmed(
  house: Pick<House, 'town'> & Partial<Pick<House, 'logs'>>,
  command: string,
  pattern: RegExp,
): Promise<void> {
  const { admin } = house.town;
  const question = await answer(house, command, /\?/);
  await admin.tap(question, /^Confirm/);
  await admin.sees(pattern, { after: question });
}

/** Lets Carlos say something, and waits until the bot knows it; resolves to both ids. */
export async function say(house: Pick<House, 'town'>, text: string): Promise<{ wireId: string; ref: string }> {
  const { carlos, group } = house.town;
  const wireId = await carlos.say(group, text);
  const ref = await eventually(async () => {
    const list = await answer(house, '/messages', /./);
    const place = list.text.indexOf(text);
    return place >= 0 && refIn(list.text.slice(0, place), 'm');
  });
  return { wireId, ref };
}

/** The last ref of a kind in a text. */
export const refIn = (text: string, kind: 'm' | 's' | 'r'): string | undefined =>
  text.match(new RegExp(`\\b${kind}\\d+\\b`, 'g'))?.at(-1);

/** The pin events that every phone of the group decrypted, or an error where they differ. */
export function pinEvents({ town: { bia, carlos, dora, group } }: Pick<House, 'town'>) {
  const [first, ...others] = [carlos, dora, bia].map((person) =>
    person.heard(group).flatMap(({ pin, copies, wireId }) => (pin ? [{ ...pin, copies, wireId }] : [])),
  );
  return { all: first!, sameEverywhere: others.every((each) => each.length === first!.length) };
}

/** The pins of one message as they reached a phone, in the order of arrival. */
export const pinsOf = ({ town: { dora, group } }: Pick<House, 'town'>, wireId: string): HeardMessage[] =>
  dora.heard(group).filter(({ pin }) => pin?.type === 1 && pin.key.id === wireId);

/** The texts that a phone shows pinned, newest message first. */
export const shownPins = ({ town: { dora, group } }: Pick<House, 'town'>): string[] =>
  dora.board(group).map(({ text }) => text);
