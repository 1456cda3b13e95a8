import { type Group, type Person, startWhatsAppSimulator, type WhatsAppSimulator } from '../src/index.js';
import { BaileysClient } from './baileys-client.js';

/** Three people and a group of which Olga is the admin. */
export interface SmallWorld extends AsyncDisposable {
  simulator: WhatsAppSimulator;
  olga: Person;
  ann: Person;
  bob: Person;
  group: Group;
}

export async function smallWorld(addressing: 'lid' | 'pn' = 'lid', now?: () => number): Promise<SmallWorld> {
  const simulator = await startWhatsAppSimulator(now ? { now } : {});
  const olga = simulator.addPerson({ name: 'Olga', phone: '4915112345678' });
  const ann = simulator.addPerson({ name: 'Ann', phone: '4915187654321' });
  const bob = simulator.addPerson({ name: 'Bob', phone: '4915100000001' });
  const group = simulator.addGroup({ name: 'Garden', members: [olga, ann, bob], admins: [olga], addressing });
  return { simulator, olga, ann, bob, group, [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose]() };
}

type ClientConfig = ConstructorParameters<typeof BaileysClient>[1];

export async function linkedClient(
  { simulator }: SmallWorld,
  person: Person,
  config?: ClientConfig,
): Promise<BaileysClient> {
  const client = new BaileysClient(simulator, config).connect();
  await person.scan(await client.qr());
  await client.closed();
  await client.connect().open();
  await simulator.waitForConnection(person);
  return client;
}
