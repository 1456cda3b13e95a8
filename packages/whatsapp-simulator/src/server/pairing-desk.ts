import type { Account } from '../people/account.js';
import type { Companion, CompanionKeys } from '../people/companion.js';
import type { Connection } from '../wire/connection.js';

/** A client that wants to become somebody's companion. */
export interface Applicant {
  readonly connection: Connection;
  readonly keys: CompanionKeys;
  readonly refs: readonly string[];
  /** Set once the client asked to be paired by a code that is typed on the phone. */
  codeRequest?: CodeRequest;
  /** Set while the phone waits for the client to sign its device identity. */
  offer?: Offer;
}

export interface CodeRequest {
  readonly jid: string;
  readonly ref: Buffer;
  readonly wrappedEphemeral: Buffer;
  finished?: (bundle: { wrapped: Buffer; identity: Buffer }) => void;
}

export interface Offer {
  readonly id: string;
  readonly companion: Companion;
  readonly details: Uint8Array;
  readonly accountKey: Buffer;
  readonly account: Account;
  settle(error?: Error): void;
}

/** Keeps the applicants until they are paired or gone. */
export class PairingDesk {
  readonly #applicants = new Map<Connection, Applicant>();

  admit(applicant: Applicant): void {
    this.#applicants.set(applicant.connection, applicant);
  }

  of(connection: Connection): Applicant | undefined {
    return this.#applicants.get(connection);
  }

  withRef(ref: string): Applicant | undefined {
    return [...this.#applicants.values()].find(({ refs }) => refs.includes(ref));
  }

  withCodeRequest(account: Account): Applicant | undefined {
    return [...this.#applicants.values()].findLast(
      ({ codeRequest }) => codeRequest && account.isNamed(codeRequest.jid),
    );
  }

  dismiss(connection: Connection): void {
    const applicant = this.#applicants.get(connection);
    this.#applicants.delete(connection);
    applicant?.offer?.settle(new Error('the client went away during pairing'));
  }
}
