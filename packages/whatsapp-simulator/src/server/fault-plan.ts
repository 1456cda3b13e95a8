/** What happens to one message of a client. */
export type MessageFault =
  | { kind: 'refuse'; code: number }
  | { kind: 'withhold-ack' }
  | { kind: 'lose' }
  | { kind: 'delay-ack'; ms: number };

/** What happens to one change that a client makes to the app state; `withhold-answer`: it is made all the same. */
export type ViewFault = { kind: 'refuse'; code: number } | { kind: 'withhold-answer' } | { kind: 'lose' };

/** Faults that wait for the client to do something; each is used up once, in the order in which they were ordered. */
export class FaultPlan {
  readonly #messages: MessageFault[] = [];
  readonly #viewChanges: ViewFault[] = [];
  /** Whether phones give their new companions no keys for the app state. */
  keepsViewKeys = false;
  readonly #logins: number[] = [];
  readonly #upgrades: number[] = [];

  onMessages(fault: MessageFault, count: number): void {
    this.#messages.push(...Array.from({ length: count }, () => fault));
  }

  onViewChanges(fault: ViewFault, count: number): void {
    this.#viewChanges.push(...Array.from({ length: count }, () => fault));
  }

  onLogins(reason: number, count: number): void {
    this.#logins.push(...Array.from({ length: count }, () => reason));
  }

  onUpgrades(httpStatus: number, count: number): void {
    this.#upgrades.push(...Array.from({ length: count }, () => httpStatus));
  }

  nextMessage(): MessageFault | undefined {
    return this.#messages.shift();
  }

  nextViewChange(): ViewFault | undefined {
    return this.#viewChanges.shift();
  }

  nextLogin(): number | undefined {
    return this.#logins.shift();
  }

  nextUpgrade(): number | undefined {
    return this.#upgrades.shift();
  }
}
