import { connectDatabase, type Database, telegramStoreIn, type TelegramStore } from '@pinwheel/db';
import type { Outcome } from '@pinwheel/domain';
import { type Deps, type Gateway, type HeardChat, type HeardMessage, runOperation } from '@pinwheel/pinning';
import { connectQueues } from '@pinwheel/queue';
import { createIds, createLogger } from '@pinwheel/runtime';
import {
  type ShownMessage,
  type SimulatedUser,
  startTelegramSimulator,
  type TelegramSimulator,
} from '@pinwheel/telegram-simulator';
import { captureLogs, type CapturedLogs, createTestDatabase, eventually, TestClock } from '@pinwheel/testing';
import { type BotConfig, type RunningBot, startBot } from '../src/index.js';

export interface Fixture extends AsyncDisposable {
  telegram: TelegramSimulator;
  db: Database;
  store: TelegramStore;
  deps: Deps;
  clock: TestClock;
  logs: CapturedLogs;
  codes: string[];
  /** An owner whom the configuration names. */
  ana: SimulatedUser;
  /** Starts a bot process; the first one is running already. */
  start(options?: BotOptions): Promise<RunningBot>;
  /** Stops all bots; they can be started again. */
  stop(): Promise<void>;
}

export interface BotOptions {
  config?: Partial<BotConfig>;
  deps?: Partial<Deps>;
  store?: Partial<TelegramStore>;
}

export interface FixtureOptions {
  language?: 'en' | 'pt-br';
  /** false: nobody owns the bot, and a one-time code is shown. */
  owned?: boolean;
  /** false: no bot runs yet. */
  running?: boolean;
}

/** Monday, 9:00 in São Paulo. */
export const start = Date.parse('2026-01-05T12:00:00Z');

/** A Telegram, a database and the bot, all for one test. WhatsApp is played by what the test writes into the store. */
export async function openFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const { language = 'en', owned = true, running = true } = options;
  const database = await createTestDatabase();
  const db = await connectDatabase({ url: database.url, slots: 3, timeZone: 'America/Sao_Paulo' });
  await db.migrate();
  const telegram = await startTelegramSimulator();
  const clock = new TestClock(start);
  const logs = captureLogs();
  const logger = createLogger({ level: 'debug', format: 'json', destination: logs.stream });
  const queues = await connectQueues({ redisUrl: null, databaseUrl: database.url, clock, logger });
  const store = telegramStoreIn(db.drizzle);
  const deps: Deps = {
    store: db.store,
    instances: db.instances,
    waker: queues,
    clock,
    ids: createIds(),
    logger,
    mayStillAct: async () => true,
    timeZone: 'America/Sao_Paulo',
  };
  const ana = telegram.addUser({ firstName: 'Ana', languageCode: language });
  const codes: string[] = [];
  const config: BotConfig = {
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    webhook: null,
    ownerIds: owned ? [ana.id] : [],
    slots: 3,
    apiUrl: 'http://127.0.0.1:8080',
    onStartCode: (code) => codes.push(code),
  };
  let bots: RunningBot[] = [];
  const stop = async (): Promise<void> => {
    const stopped = bots;
    bots = [];
    await Promise.all(stopped.map((bot) => bot[Symbol.asyncDispose]()));
  };
  const fixture: Fixture = {
    ...{ telegram, db, store, deps, clock, logs, codes, ana, stop },
    async start(given = {}) {
      const bot = await startBot(
        { ...config, ...given.config },
        { ...db, deps: { ...deps, ...given.deps }, telegram: { ...store, ...given.store }, queues },
      );
      bots.push(bot);
      return bot;
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await telegram[Symbol.asyncDispose]();
      await queues[Symbol.asyncDispose]();
      await db[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
  await db.instances.create('main');
  const linked = {
    state: 'linked',
    jid: '5511999990000@s.whatsapp.net',
    name: 'Condomínio',
    connectedSince: start,
  } as const;
  await db.instances.update('main', linked);
  if (running) await fixture.start();
  return fixture;
}

/** Says something and waits for what the bot shows then. */
export const ask = (user: SimulatedUser, text: string, answer: RegExp): Promise<ShownMessage> =>
  user.sees(answer, { answerTo: user.send(text) });

/** Says something that takes from the agenda, and confirms what is shown of that. */
export async function confirm(
  user: SimulatedUser,
  text: string,
  question: RegExp,
  answer: RegExp,
): Promise<ShownMessage> {
  const asked = await ask(user, text, question);
  await user.tap(asked, /^Confirm/);
  return user.sees(answer, { after: asked });
}

/** Waits until the bot has carried out everything that was said or tapped. */
export const settled = ({ telegram, store }: Fixture): Promise<boolean> =>
  eventually(async () => telegram.pendingUpdates() === 0 && (await store.updates.countOpen()) === 0);

let count = 0;

export const group = (fields: Partial<HeardChat> = {}): HeardChat => ({
  jid: `12036300000000${String((count += 1)).padStart(4, '0')}@g.us`,
  kind: 'group',
  name: 'Moradores',
  members: 42,
  ourRole: 'admin',
  onlyAdminsEdit: true,
  onlyAdminsSpeak: false,
  disappearingSeconds: null,
  ...fields,
});

export function heard(chatJid: string, text: string, fields: Partial<HeardMessage> = {}): HeardMessage {
  count += 1;
  return {
    chatJid,
    key: { remoteJid: chatJid, id: `3EB0HEARD${count}`, fromMe: false, participant: '77@lid' },
    participantAlt: '5511988887777@s.whatsapp.net',
    addressing: 'lid',
    senderName: 'Maria',
    kind: 'text',
    text,
    sentAt: start - 3_600_000 + count,
    raw: Uint8Array.of(1),
    ...fields,
  };
}

/** WhatsApp answers everything that is owed to it, in this way. */
export const answerAll = (fixture: Fixture, outcome?: Outcome): Promise<void> =>
  answerWhile(fixture, () => true, outcome);

/** The same for what may go now; what is put off stays so. */
export const answerDue = (fixture: Fixture): Promise<void> => answerWhile(fixture, (at) => at <= fixture.clock.now());

async function answerWhile(
  { db, deps, clock }: Fixture,
  mayGo: (at: number) => boolean,
  outcome: Outcome = { kind: 'acknowledged' },
): Promise<void> {
  const [lease] = await db.leases.take('test', 60_000, 1);
  if (!lease) throw new Error('The instance is not linked');
  const gateway: Gateway = { send: async () => outcome };
  for (;;) {
    const [next] = await db.store.unsettledOperations('main');
    if (next?.kind !== 'operation' || !mayGo(next.at)) break;
    if (next.at > clock.now()) clock.set(next.at);
    await runOperation(deps, gateway, lease, next.id);
    // Two ends within one millisecond are one wake-up, and this clock stands still.
    clock.advance(1);
  }
  await db.leases.release(lease);
}

/** A group with these messages, oldest first; refs in the same order. */
export async function hear(
  { db }: Fixture,
  texts: readonly string[] = ['Feira no sábado', 'Portão quebrado'],
  chat: HeardChat = group(),
): Promise<{ chatId: number; messageIds: number[] }> {
  await db.store.saveChats('main', [chat]);
  const messages = texts.map((text, index) => heard(chat.jid, text, { sentAt: start - 3_600_000 + index * 60_000 }));
  await db.store.saveMessages('main', messages, start);
  const chatId = (await db.store.chatIdOf('main', chat.jid))!;
  const stored = await db.store.messages({ chatId, limit: 100 });
  return { chatId, messageIds: stored.map(({ id }) => id).toReversed() };
}
