import { randomBytes } from 'node:crypto';
import { type Context, openContext } from '@pinwheel/context';
import { type AppConfiguration, createIds, createLogger, createStack, readConfiguration } from '@pinwheel/runtime';
import { captureLogs, type CapturedLogs, createTestDatabase, type QueueBackend, testRedisUrl } from '@pinwheel/testing';

export interface Fixture extends AsyncDisposable {
  context: Context;
  logs: CapturedLogs;
  /** What configures an app on the same stores. */
  env: Record<string, string>;
  /** Runs along with the true time, on top of what it is moved by. */
  clock: { now(): number; advance(ms: number): void };
  /** Inserts a schedule, a rotation and a pin with a hold, of a chat each, all due at that moment; wakes nobody. */
  makeDue(at: number): Promise<{ schedule: number; rotation: number; pin: number }>;
}

/** The stores with a linked account, and no app on them. */
export async function openFixture(backend: QueueBackend, variables: Record<string, string> = {}): Promise<Fixture> {
  const stack = createStack();
  const database = stack.use(await createTestDatabase());
  const logs = captureLogs();
  const env = {
    DATABASE_URL: database.url,
    TELEGRAM_OWNER_IDS: '7',
    PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64'),
    ...(backend === 'redis' && { REDIS_URL: testRedisUrl()! }),
    ...variables,
  };
  const clock = tickingClock();
  const configuration = readConfiguration(env, 'app') as AppConfiguration;
  const logger = createLogger({ level: 'debug', format: 'json', destination: logs.stream });
  const context = stack.use(await openContext({ configuration, logger, clock, ids: createIds() }));
  const { store, instances } = context.deps;
  await instances.create('main');
  await instances.update('main', { state: 'linked' });

  async function makeChat(jid: string): Promise<{ chatId: number; messageId: number }> {
    const key = { remoteJid: jid, id: `3EB0${jid}`, fromMe: false, participant: '77@lid' };
    const from = { key, participantAlt: null, addressing: 'lid' as const, senderName: 'Maria' };
    const said = { chatJid: jid, kind: 'text' as const, text: 'Hello', sentAt: Date.now(), raw: Uint8Array.of(1) };
    await store.saveMessages('main', [{ ...from, ...said }], Date.now());
    const chatId = (await store.chatIdOf('main', jid))!;
    return { chatId, messageId: (await store.lastMessage(chatId))!.id };
  }

  return {
    context,
    logs,
    clock,
    env,
    async makeDue(at) {
      const [one, two, three] = [await makeChat('1@g.us'), await makeChat('2@g.us'), await makeChat('3@g.us')];
      const actor = { kind: 'admin' as const, telegramId: 7, name: 'Ana' };
      const once = { words: 'once', rule: { kind: 'once' as const, at }, state: 'active' as const, nextAt: at };
      const text = { target: { kind: 'text' as const, text: 'Welcome' }, weight: 1, leastMs: null };
      const target = { kind: 'message' as const, messageId: one.messageId };
      return store.transaction(async (tx) => {
        const schedule = await tx.insertSchedule({
          ...{ ...once, chatId: one.chatId, source: 'telegram:1', actor, target: null, lastAt: null },
          ...{ from: null, until: null, except: null, ifQuiet: 'move', doneUntil: at - 1 },
          catchUp: { policy: 'once', graceMs: null },
          action: { kind: 'pin', target, hold: { kind: 'length', ms: 86_400_000 }, slot: null },
        });
        const { words, rule } = once;
        const [rotation] = (await tx.insertRotation({
          ...{ words, rule, actor, target: null, source: 'telegram:2', name: 'notices', slot: null, shuffled: false },
          chats: [{ chatId: two.chatId, delayMs: 0, nextAt: at }],
        }))!;
        await tx.saveItems(rotation!.id, [{ id: 0, ...text, window: { from: null, until: null } }]);
        const pin = await tx.insertPin({
          ...{ ...three, slot: 1, wireId: '3EB0PIN', by: actor },
          ...{ pinnedAt: at - 60_000, expiresAt: at + 86_400_000, holdUntil: at, tendAt: at },
        });
        return { schedule: schedule.id, rotation: rotation!.airingId, pin: pin.id };
      });
    },
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}

function tickingClock(): Fixture['clock'] {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance(ms) {
      ahead += ms;
    },
  };
}
