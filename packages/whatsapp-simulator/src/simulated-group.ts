import type { Group, Person } from './api.js';
import type { Account } from './people/account.js';
import type { GroupState } from './people/group.js';
import { notifyGroup } from './server/notices.js';
import type { World } from './server/world.js';
import { node } from './wire/nodes.js';

export interface GroupRegister {
  readonly world: World;
  account(person: Person): Account;
  person(account: Account): Person;
}

export class SimulatedGroup implements Group {
  readonly #group: GroupState;
  readonly #register: GroupRegister;

  constructor(group: GroupState, register: GroupRegister) {
    this.#group = group;
    this.#register = register;
  }

  get jid(): string {
    return this.#group.jid;
  }

  get name(): string {
    return this.#group.subject;
  }

  get members(): Person[] {
    return [...this.#group.members.keys()].map((account) => this.#register.person(account));
  }

  setAdmin(person: Person, admin: boolean): void {
    const account = this.#member(person);
    this.#group.members.set(account, { admin });
    this.#tell(node(admin ? 'promote' : 'demote', {}, [this.#group.participant(account)]));
  }

  add(person: Person): void {
    const account = this.#register.account(person);
    this.#group.members.set(account, { admin: false });
    this.#tell(node('add', {}, [this.#group.participant(account)]));
  }

  remove(person: Person): void {
    const account = this.#member(person);
    const audience = [...this.#group.members.keys()];
    const participant = this.#group.participant(account);
    this.#group.members.delete(account);
    for (const member of audience) member.phone.dropSenderKey(this.jid);
    this.#tell(node('remove', {}, [participant]), audience);
  }

  setOnlyAdminsEdit(only: boolean): void {
    this.#group.onlyAdminsEdit = only;
    this.#tell(node(only ? 'locked' : 'unlocked'));
  }

  setOnlyAdminsSpeak(only: boolean): void {
    this.#group.onlyAdminsSpeak = only;
    this.#tell(node(only ? 'announcement' : 'not_announcement'));
  }

  rename(name: string): void {
    this.#group.subject = name;
    this.#tell(node('subject', { subject: name, s_o: this.#group.nameOf(this.#actor()) }));
  }

  #member(person: Person): Account {
    const account = this.#register.account(person);
    if (!this.#group.members.has(account)) throw new Error(`${person.name} is not in ${this.name}`);
    return account;
  }

  /** Who is said to have made a change: the creator, or whoever is left. */
  #actor(): Account {
    const [first] = this.#group.members.keys();
    return this.#group.members.has(this.#group.creator) ? this.#group.creator : (first ?? this.#group.creator);
  }

  #tell(change: ReturnType<typeof node>, audience?: Iterable<Account>): void {
    notifyGroup(this.#register.world, this.#group, this.#actor(), change, audience);
  }
}
