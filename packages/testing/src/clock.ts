/** Time that passes only when a test says so. */
export class TestClock {
  #now: number;

  /** `start`: milliseconds since 1970, or an ISO 8601 instant. */
  constructor(start: number | string = '2026-01-05T09:00:00Z') {
    this.#now = new Date(start).getTime();
  }

  /** Milliseconds since 1970. An arrow function: it can be handed over by itself. */
  readonly now = (): number => this.#now;

  advance(ms: number): void {
    this.#now += ms;
  }

  set(ms: number): void {
    this.#now = ms;
  }
}
