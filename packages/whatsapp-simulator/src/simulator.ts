import { randomInt } from 'node:crypto';
import type { Chat, Faults, Group, NewGroup, Person, WhatsAppSimulator } from './api.js';
import { Account } from './people/account.js';
import { GroupState } from './people/group.js';
import { Directory } from './server/directory.js';
import { FaultPlan } from './server/fault-plan.js';
import { Listener } from './server/listener.js';
import { notifyGroup } from './server/notices.js';
import { PairingDesk } from './server/pairing-desk.js';
import { waitFor } from './server/wait.js';
import type { World } from './server/world.js';
import { createFaults } from './simulated-faults.js';
import { SimulatedGroup } from './simulated-group.js';
import { SimulatedPerson } from './simulated-person.js';
import { createCertificateAuthority } from './wire/certificates.js';
import { node } from './wire/nodes.js';

const WAIT_MS = 15_000;

export interface SimulatorOptions {
  /** 0, a free one, unless told. */
  port?: number;
  /** The clock of server and phones in milliseconds; `Date.now` unless told. */
  now?: () => number;
}

/** Starts a server on 127.0.0.1; disposing of it closes every socket. */
export async function startWhatsAppSimulator(options: SimulatorOptions = {}): Promise<WhatsAppSimulator> {
  const world: World = {
    authority: createCertificateAuthority(),
    directory: new Directory(),
    faults: new FaultPlan(),
    pairing: new PairingDesk(),
    owners: new Map(),
    said: new Map(),
    unanswered: [],
    arrivals: new Set(),
    changed: new Set(),
    waits: new Set(),
    timers: new Set(),
    now: options.now ?? Date.now,
  };
  const listener = new Listener(world);
  return new Simulator(world, listener, await listener.listen(options.port ?? 0));
}

class Simulator implements WhatsAppSimulator {
  readonly socketUrl: string;
  readonly noiseRootKey: string;
  readonly noiseRootSerial: number;
  readonly faults: Faults;
  readonly world: World;
  readonly #listener: Listener;
  readonly #accounts = new Map<Person, Account>();
  readonly #people = new Map<Account, Person>();
  readonly #groups = new Map<Group, GroupState>();

  constructor(world: World, listener: Listener, port: number) {
    this.world = world;
    this.#listener = listener;
    this.socketUrl = `ws://127.0.0.1:${port}/ws/chat`;
    this.noiseRootKey = world.authority.rootKey.toString('hex');
    this.noiseRootSerial = world.authority.rootSerial;
    this.faults = createFaults(world, listener, (account) => this.person(account));
  }

  get connections(): number {
    return [...this.world.directory.companions()].filter(({ connection }) => connection !== undefined).length;
  }

  addPerson({ name, phone }: { name: string; phone: string }): Person {
    if (!/^\d{5,15}$/.test(phone)) throw new Error(`a phone number is 5 to 15 digits: ${phone}`);
    const account = new Account(name, phone);
    const person = new SimulatedPerson(account, this);
    this.world.directory.accounts.push(account);
    this.#accounts.set(person, account);
    this.#people.set(account, person);
    return person;
  }

  addGroup(group: NewGroup): Group {
    const admins = group.admins ?? [];
    const members = new Set([...admins, ...group.members].map((person) => this.account(person)));
    const jid = `120363${randomInt(1e11, 1e12)}@g.us`;
    const state = new GroupState(jid, group.name, [...members], group.addressing ?? 'lid', this.world.now());
    for (const admin of admins) state.members.set(this.account(admin), { admin: true });
    state.onlyAdminsEdit = group.onlyAdminsEdit ?? false;
    state.onlyAdminsSpeak = group.onlyAdminsSpeak ?? false;
    this.world.directory.groups.set(jid, state);
    const created = new SimulatedGroup(state, this);
    this.#groups.set(created, state);
    notifyGroup(this.world, state, state.creator, node('create', {}, [state.metadata()]));
    return created;
  }

  async waitForConnection(person: Person, timeoutMs = WAIT_MS): Promise<void> {
    const { companions } = this.account(person);
    const ready = () => [...companions.values()].find((companion) => companion.ready);
    if (await waitFor(this.world, timeoutMs, ready)) return;
    throw new Error(`no companion of ${person.name} logged in within ${timeoutMs} ms`);
  }

  unknownQueries(): string[] {
    return [...this.world.unanswered];
  }

  account(person: Person): Account {
    return known(this.#accounts.get(person));
  }

  person(account: Account): Person {
    return known(this.#people.get(account));
  }

  chat(chat: Chat): GroupState | Account {
    return known(this.#accounts.get(chat as Person) ?? this.#groups.get(chat as Group));
  }

  chatAt(jid: string): Chat | undefined {
    const [group] = [...this.#groups].find(([, state]) => state.jid === jid) ?? [];
    const account = jid.endsWith('@g.us') ? undefined : this.world.directory.accountOf(jid);
    return group ?? (account && this.person(account));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const timer of this.world.timers) clearTimeout(timer);
    for (const giveUp of this.world.waits) giveUp();
    await this.#listener.close();
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not of this simulator');
  return value;
}
