import { randomBytes } from 'node:crypto';
import type { Outcome } from '@pinwheel/domain';
import type { Errand, Logger } from '@pinwheel/pinning';
import { type Group, type Person, startWhatsAppSimulator, type WhatsAppSimulator } from '@pinwheel/whatsapp-simulator';
import { guardConsole, openInstance, type OpenInstance, type OpenInstanceOptions } from '../../src/index.js';
import { MemoryRecords, MemorySent, testSealer } from './memory.js';
import { Recorder } from './recorder.js';

export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

guardConsole(silent);

export const newWireId = () => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;

/** Olga's account is the one that gets linked; she is the admin of a group with Ann and Bob. */
export interface World extends AsyncDisposable {
  simulator: WhatsAppSimulator;
  olga: Person;
  ann: Person;
  bob: Person;
  group: Group;
}

export async function createWorld(addressing: 'lid' | 'pn' = 'lid'): Promise<World> {
  const simulator = await startWhatsAppSimulator();
  const olga = simulator.addPerson({ name: 'Olga', phone: '4915112345678' });
  const ann = simulator.addPerson({ name: 'Ann', phone: '4915187654321' });
  const bob = simulator.addPerson({ name: 'Bob', phone: '4915100000001' });
  const group = simulator.addGroup({ name: 'Garden', members: [olga, ann, bob], admins: [olga], addressing });
  return { simulator, olga, ann, bob, group, [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose]() };
}

/** What outlives an instance, and the instance. */
export class TestInstance implements AsyncDisposable {
  readonly world: World;
  readonly records: MemoryRecords;
  readonly sent: MemorySent;
  readonly sealer: ReturnType<typeof testSealer>;
  readonly told = new Recorder();
  #instance: OpenInstance | null = null;

  constructor(world: World, { records = new MemoryRecords(), sent = new MemorySent(), sealer = testSealer() } = {}) {
    this.world = world;
    this.records = records;
    this.sent = sent;
    this.sealer = sealer;
  }

  async open(options: Partial<OpenInstanceOptions> = {}): Promise<this> {
    const { socketUrl, noiseRootKey, noiseRootSerial } = this.world.simulator;
    this.#instance = await openInstance({
      socketUrl,
      noiseRoot: { publicKey: noiseRootKey, serial: noiseRootSerial },
      logger: silent,
      sealer: this.sealer,
      clock: { now: Date.now },
      instanceId: 'one',
      credentials: this.records,
      sent: this.sent,
      pairing: { method: 'qr' },
      listener: this.told,
      ...options,
    });
    return this;
  }

  get instance(): OpenInstance {
    if (!this.#instance) throw new Error('not opened');
    return this.#instance;
  }

  send(content: Errand['content'], chatJid = this.world.group.jid, wireId = newWireId()): Promise<Outcome> {
    return this.instance.send({ wireId, chatJid, content });
  }

  /** The same account after a restart of the process, as far as the stores go. */
  restarted(): TestInstance {
    return new TestInstance(this.world, this);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#instance?.[Symbol.asyncDispose]();
  }
}

export async function linkedInstance(world: World, options: Partial<OpenInstanceOptions> = {}): Promise<TestInstance> {
  const linked = await new TestInstance(world).open(options);
  await world.olga.scan(await linked.told.until('a QR', () => linked.told.qrs[0]));
  await linked.told.opening();
  await world.simulator.waitForConnection(world.olga);
  await linked.told.until('the group', () => linked.told.chat(world.group.jid));
  return linked;
}
