import { randomBytes } from 'node:crypto';
import { openContext, type Context } from '@pinwheel/context';
import { pinMessage, startLinking, unlink } from '@pinwheel/pinning';
import {
  type AppConfiguration,
  createIds,
  createLogger,
  createStack,
  readConfiguration,
  type Stack,
} from '@pinwheel/runtime';
import {
  captureLogs,
  createTestDatabase,
  describeOnQueueBackends,
  eventually,
  type QueueBackend,
  testRedisUrl,
} from '@pinwheel/testing';
import { startWhatsAppSimulator, type Group, type Person, type WhatsAppSimulator } from '@pinwheel/whatsapp-simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startListener } from '../src/index.js';

interface Site {
  stack: Stack;
  whatsapp: WhatsAppSimulator;
  bia: Person;
  carlos: Person;
  group: Group;
  env: Record<string, string>;
  logs: ReturnType<typeof captureLogs>;
}

async function openSite(backend: QueueBackend): Promise<Site> {
  const stack = createStack();
  const whatsapp = stack.use(await startWhatsAppSimulator());
  const database = stack.use(await createTestDatabase());
  const bia = whatsapp.addPerson({ name: 'Bia', phone: '5511990000001' });
  const carlos = whatsapp.addPerson({ name: 'Carlos', phone: '5511990000002' });
  const group = whatsapp.addGroup({ name: 'Moradores', members: [carlos, bia], admins: [carlos] });
  const redisUrl = backend === 'redis' ? testRedisUrl() : null;
  const env = {
    ...{ DATABASE_URL: database.url, PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64'), WHATSAPP_PACE: '50/s' },
    ...{ WHATSAPP_SOCKET_URL: whatsapp.socketUrl, WHATSAPP_NOISE_ROOT_KEY: whatsapp.noiseRootKey },
    WHATSAPP_NOISE_ROOT_SERIAL: String(whatsapp.noiseRootSerial),
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
  };
  return { stack, whatsapp, bia, carlos, group, env, logs: captureLogs() };
}

/** A listener with connections of its own, as a process of its own would have. */
async function open(site: Site, env = site.env): Promise<Context & { listener: AsyncDisposable }> {
  const context = site.stack.use(
    await openContext({
      configuration: readConfiguration(env, 'app') as AppConfiguration,
      logger: createLogger({ level: 'debug', format: 'json', destination: site.logs.stream }),
      ...{ clock: { now: Date.now }, ids: createIds() },
    }),
  );
  return { ...context, listener: site.stack.use(await startListener(context)) };
}

async function link({ deps }: Context, { bia, whatsapp }: Site): Promise<void> {
  const reply = await startLinking(deps, { method: 'qr', phone: null, target: null });
  const { id } = (reply as Extract<typeof reply, { linking: unknown }>).linking;
  const qr = await eventually(async () => (await deps.instances.findLinking(id))?.secret ?? false);
  await bia.scan(qr);
  await whatsapp.waitForConnection(bia);
  await eventually(async () => expect((await deps.instances.find('main'))!.connectedSince).not.toBeNull());
}

async function heardFrom({ deps }: Context, { carlos, group }: Site, text: string) {
  const wireId = await carlos.say(group, text);
  return eventually(
    async () => {
      const chatId = await deps.store.chatIdOf('main', group.jid);
      const [message] = chatId === null ? [] : await deps.store.messages({ chatId, limit: 1 });
      return message?.key.id === wireId && message;
    },
    { timeoutMs: 20_000 },
  );
}

describeOnQueueBackends('a listener', (backend) => {
  let site: Site;
  afterEach(() => site.stack[Symbol.asyncDispose]());

  const pin = async (context: Context, message: { id: number; chatId: number }) =>
    pinMessage(context.deps, {
      ...{ source: `test:${message.id}`, actor: { kind: 'hold' }, reportTo: null, chatId: message.chatId, hold: null },
      ...{ target: { kind: 'message', messageId: message.id }, slot: null, replace: [] },
    });

  it('hears a group, knows what we may do there, and carries out a pin', async () => {
    site = await openSite(backend);
    const context = await open(site);
    await link(context, site);
    const message = await heardFrom(context, site, 'Good morning');
    expect(message).toMatchObject({
      text: 'Good morning',
      senderName: 'Carlos',
      key: { participant: site.carlos.lid },
    });
    await eventually(async () =>
      expect(await context.deps.store.findChat(message.chatId)).toMatchObject({
        name: 'Moradores',
        ourRole: 'member',
        members: 2,
      }),
    );
    await pin(context, message);
    await eventually(() => expect(site.carlos.board(site.group)).toMatchObject([{ text: 'Good morning' }]));
    await eventually(async () =>
      expect(await context.deps.store.standingPins(message.chatId, Date.now())).toHaveLength(1),
    );
  });

  it('takes over within the time of a lease when the listener that had the instance is gone, and only then', async () => {
    site = await openSite(backend);
    const first = await open(site);
    await link(first, site);
    const second = await open(site);
    const message = await heardFrom(second, site, 'Heard by the first');
    expect(site.whatsapp.connections).toBe(1);
    await first.listener[Symbol.asyncDispose]();
    await eventually(() => expect(site.whatsapp.connections).toBe(1), { timeoutMs: 10_000 });
    await pin(second, message);
    await eventually(() => expect(site.carlos.board(site.group)).toHaveLength(1), { timeoutMs: 10_000 });
  });

  it('goes on with a pin after WhatsApp refused the first one, which had carried the keys', async () => {
    site = await openSite(backend);
    const context = await open(site);
    await link(context, site);
    const first = await heardFrom(context, site, 'Refused');
    site.whatsapp.faults.refuseMessages(403);
    await pin(context, first);
    await eventually(async () =>
      expect((await context.deps.store.dueWakes(Date.now(), 10)).filter(({ kind }) => kind === 'operation')).toEqual(
        [],
      ),
    );
    const second = await heardFrom(context, site, 'Accepted');
    await pin(context, second);
    await eventually(() => expect(site.carlos.board(site.group)).toMatchObject([{ text: 'Accepted' }]));
  });

  it('stops within seconds while WhatsApp owes a verdict, and gives the lease back', async () => {
    site = await openSite(backend);
    const context = await open(site);
    await link(context, site);
    const message = await heardFrom(context, site, 'No verdict comes');
    site.whatsapp.faults.withholdAcknowledgements();
    const arrived = new Promise<void>((resolve) => site.whatsapp.faults.onMessage(() => resolve()));
    await pin(context, message);
    await arrived;
    const stopped = await Promise.race([
      context.listener[Symbol.asyncDispose]().then(() => true),
      new Promise((resolve) => setTimeout(resolve, 9_000, false)),
    ]);
    expect(stopped).toBe(true);
    const successor = await open(site);
    await eventually(() => expect(site.whatsapp.connections).toBe(1));
    await eventually(async () =>
      expect(await successor.deps.store.standingPins(message.chatId, Date.now())).toHaveLength(1),
    );
    expect(site.carlos.board(site.group)).toHaveLength(1);
  });

  it('gives up what it owed when the account is unlinked', async () => {
    site = await openSite(backend);
    const context = await open(site);
    await link(context, site);
    const message = await heardFrom(context, site, 'Owed');
    site.whatsapp.faults.holdConnections();
    site.whatsapp.faults.dropConnections();
    const reply = await pin(context, message);
    site.whatsapp.faults.allowConnections();
    await unlink(context.deps);
    await eventually(
      async () => expect(await context.deps.instances.find('main')).toMatchObject({ state: 'unlinked' }),
      {
        timeoutMs: 25_000,
      },
    );
    const id = reply.kind === 'accepted' ? reply.command.operations[0]!.id : '';
    await eventually(async () => {
      const operation = await context.deps.store.transaction((tx) => tx.findOperation(id));
      return expect(operation).toMatchObject({ state: 'cancelled', cancelReason: 'unlinked' });
    });
    expect(site.carlos.board(site.group)).toEqual([]);
  });
});

// What has nothing to do with queues.
describe('a listener', () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite('postgres');
  });
  afterEach(() => site.stack[Symbol.asyncDispose]());

  it('stops an instance whose stored credentials do not open, says so, and pairs nothing anew', async () => {
    const context = await open(site);
    await link(context, site);
    await context.listener[Symbol.asyncDispose]();
    const stranger = await open(site, { ...site.env, PINWHEEL_SECRET_KEY: randomBytes(32).toString('base64') });
    await eventually(async () =>
      expect(await stranger.deps.instances.find('main')).toMatchObject({
        state: 'broken',
        problem: expect.stringContaining('stored credentials cannot be read'),
      }),
    );
    expect(site.whatsapp.connections).toBe(0);
    expect(await stranger.deps.instances.openLinking('main')).toBeNull();
  });

  it('reconnects by itself after a restart of the stream and a refused upgrade', async () => {
    const context = await open(site);
    await link(context, site);
    await heardFrom(context, site, 'Before any trouble');
    for (const trouble of ['515', 'upgrade'] as const) {
      if (trouble === 'upgrade') site.whatsapp.faults.refuseUpgrades(502);
      if (trouble === '515') site.whatsapp.faults.endStream(515);
      else site.whatsapp.faults.dropConnections();
      await heardFrom(context, site, `Heard after ${trouble}`);
    }
  });

  it('logs out at WhatsApp when it is unlinked, and forgets the credentials', async () => {
    const context = await open(site);
    await link(context, site);
    await unlink(context.deps);
    await eventually(async () =>
      expect(await context.deps.instances.find('main')).toMatchObject({ state: 'unlinked', jid: null }),
    );
    expect(site.whatsapp.connections).toBe(0);
    expect((await context.database.credentials('main').read('creds', ['creds'])).size).toBe(0);
    await link(context, site);
  });
});
