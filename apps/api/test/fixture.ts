import { randomBytes } from 'node:crypto';
import { type Context, openContext } from '@pinwheel/context';
import type { Outcome } from '@pinwheel/domain';
import { createToken, type Errand, type HeardChat, type HeardMessage, runOperation } from '@pinwheel/pinning';
import { createIds, createLogger, createStack, readConfiguration } from '@pinwheel/runtime';
import { captureLogs, type CapturedLogs, createTestDatabase, type QueueBackend, testRedisUrl } from '@pinwheel/testing';
import { type ApiOptions, startApi } from '../src/index.js';

export interface Fixture extends AsyncDisposable {
  url: string;
  context: Context;
  logs: CapturedLogs;
  /** What reached WhatsApp, in its order. */
  sent: Errand[];
  /** What WhatsApp says next; it acknowledges where this is empty. A promise is waited for. */
  outcomes: (Outcome | Promise<Outcome>)[];
  /** A new token's secret. */
  token(name: string, instanceId?: string): Promise<string>;
  /** Messages that were heard in a new chat; resolves to their WhatsApp ids. */
  hear(
    count: number,
    chat?: Partial<HeardChat>,
    message?: Partial<HeardMessage>,
  ): Promise<{ jid: string; ids: string[] }>;
  /** The socket of `main` closes, and opens again. */
  disconnect(): Promise<void>;
  connect(): Promise<void>;
  /** Lets time pass, in ms. */
  advance(ms: number): void;
  /** Another process on the same stores; its address. */
  another(overrides?: ApiOptions): Promise<string>;
}

let count = 0;

/** The API on real stores, with a listener whose WhatsApp is scripted. `main` is connected. */
export async function openFixture(
  backend: QueueBackend = 'postgres',
  env: Record<string, string> = {},
  overrides: ApiOptions = {},
): Promise<Fixture> {
  const stack = createStack();
  const database = stack.use(await createTestDatabase());
  const redisUrl = backend === 'redis' ? testRedisUrl() : null;
  const configuration = readConfiguration(
    {
      DATABASE_URL: database.url,
      PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64'),
      HTTP_PORT: '0',
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
      ...env,
    },
    'app',
  );
  const logs = captureLogs();
  let passed = 0;
  const logger = createLogger({ level: 'debug', format: 'json', destination: logs.stream });
  const options = { configuration, logger, clock: { now: () => Date.now() + passed }, ids: createIds() };
  const context = stack.use(await openContext(options));
  const { instances, leases } = context.database;
  await instances.create('main');
  await instances.update('main', { state: 'linked', jid: '5511999990000@s.whatsapp.net', connectedSince: Date.now() });
  const [lease] = await leases.take('test', 3_600_000, 1);
  const [sent, outcomes]: [Errand[], Fixture['outcomes']] = [[], []];
  const gateway = {
    async send(errand: Errand): Promise<Outcome> {
      sent.push(errand);
      return outcomes.shift() ?? { kind: 'acknowledged' };
    },
  };
  const pace = { count: 1_000, perMs: 1_000 };
  const listener = stack.use(
    context.queues.workOperations('main', (id) => runOperation(context.deps, gateway, lease!, id), {
      concurrency: 8,
      pace,
    }),
  );
  await listener.resume();
  const api = stack.use(await startApi(context, overrides));
  return {
    ...{ url: api.url, context, logs, sent, outcomes },
    async token(name, instanceId) {
      const asked = { name, instanceId: instanceId ?? null, source: `test:${(count += 1)}` };
      const reply = await createToken({ ...context.deps, tokens: context.database.tokens }, asked);
      if (reply.kind !== 'created') throw new Error(reply.kind);
      return reply.secret;
    },
    async hear(messages, chat = {}, message = {}) {
      const jid = chat.jid ?? `120363${String((count += 1)).padStart(12, '0')}@g.us`;
      const group = { kind: 'group', name: 'Moradores', members: 3, disappearingSeconds: null } as const;
      const open = { ourRole: 'member', onlyAdminsEdit: false, onlyAdminsSpeak: false } as const;
      await context.deps.store.saveChats('main', [{ ...group, ...open, jid, ...chat }]);
      const heard = Array.from({ length: messages }, () => heardIn(jid, message));
      await context.deps.store.saveMessages('main', heard, Date.now());
      return { jid, ids: heard.map(({ key }) => key.id) };
    },
    async disconnect() {
      await instances.update('main', { connectedSince: null });
      await listener.pause();
    },
    async connect() {
      await instances.update('main', { connectedSince: Date.now() });
      await listener.resume();
    },
    advance(ms) {
      passed += ms;
    },
    async another(itsOverrides) {
      const own = stack.use(await openContext(options));
      return stack.use(await startApi(own, itsOverrides)).url;
    },
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}

function heardIn(jid: string, fields: Partial<HeardMessage>): HeardMessage {
  count += 1;
  return {
    chatJid: jid,
    key: { remoteJid: jid, id: `3EB0${String(count).padStart(18, '0')}`, fromMe: false, participant: '77@lid' },
    participantAlt: '5511988887777@s.whatsapp.net',
    addressing: 'lid',
    senderName: 'Maria',
    kind: 'text',
    text: `Message ${count}`,
    sentAt: Date.now(),
    raw: Uint8Array.of(1),
    ...fields,
  };
}

/** An outcome that comes when the test says so. */
export function later(): { outcome: Promise<Outcome>; say: (outcome: Outcome) => void } {
  let say: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    say = resolve;
  });
  return { outcome, say };
}

export const acknowledged: Outcome = { kind: 'acknowledged' };
