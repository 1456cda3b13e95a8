import type { Account } from '../people/account.js';
import type { Companion } from '../people/companion.js';
import type { GroupState } from '../people/group.js';
import { parseJid } from '../people/jids.js';

/** Everybody and every group that the server knows. */
export class Directory {
  readonly accounts: Account[] = [];
  readonly groups = new Map<string, GroupState>();

  accountOf(jid: string): Account | undefined {
    return this.accounts.find((account) => account.isNamed(jid));
  }

  companionOf(jid: string): Companion | undefined {
    return this.accountOf(jid)?.companions.get(parseJid(jid).device);
  }

  *companions(accounts: Iterable<Account> = this.accounts): Generator<Companion> {
    for (const account of accounts) yield* account.companions.values();
  }

  groupsOf(account: Account): GroupState[] {
    return [...this.groups.values()].filter((group) => group.members.has(account));
  }
}
