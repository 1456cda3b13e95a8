import type { Instant } from './time/index.js';

const day = 86_400_000;

/** Changes that are held back together: the operations of one command. */
export interface WaitingChange {
  /** Of one plan one waits, and does for those that come meanwhile; null for what nothing else does for. */
  plan: string | null;
  /** How many changes the chat will see. */
  size: number;
}

interface Waiting extends WaitingChange {
  /** Told when it goes. */
  going: ((at: Instant) => void)[];
}

/** The most changes in 24 hours, as `putOffOf` will hold to it: asked in order of time. The gap between two is left out. */
export class FutureBudget {
  #seen: Instant[];
  readonly #line: Waiting[];
  readonly #changesADay: number;
  #at: Instant;

  /** `seen`: when there were changes in the last 24 hours, oldest first. `waiting`: in the order of the line. */
  constructor(changesADay: number, seen: readonly Instant[], waiting: readonly WaitingChange[], now: Instant) {
    this.#changesADay = changesADay;
    this.#seen = [...seen];
    this.#line = waiting.map((each) => ({ ...each, going: [] }));
    this.#at = now;
  }

  /** Whether what a plan wanted before still waits at this moment. `going` is told when it goes. */
  joins(plan: string | null, at: Instant, going: (at: Instant) => void): boolean {
    this.#pass(at);
    const waiting = plan === null ? undefined : this.#line.find((each) => each.plan === plan);
    waiting?.going.push(going);
    return waiting !== undefined;
  }

  /** Something that cannot wait. */
  press(at: Instant, size: number): void {
    this.#pass(at);
    this.#see(at, size);
  }

  /** Something that can. `going` is told when it goes, if that is not at once. */
  ask(at: Instant, change: WaitingChange, going: (at: Instant) => void): void {
    this.#pass(at);
    if (this.#line.length === 0 && this.#due(change.size) <= at) this.#see(at, change.size);
    else this.#line.push({ ...change, going: [going] });
  }

  /** Lets go whatever waits, in its time. */
  close(): void {
    this.#pass(Number.POSITIVE_INFINITY);
  }

  #pass(until: Instant): void {
    for (let head = this.#line[0]; head; head = this.#line[0]) {
      const due = this.#due(head.size);
      if (due > until) break;
      this.#line.shift();
      this.#at = due;
      this.#see(due, head.size);
      for (const tell of head.going) tell(due);
    }
    this.#at = Math.max(this.#at, until);
    this.#seen = this.#seen.filter((moment) => moment + day > this.#at);
  }

  #due(size: number): Instant {
    const seen = this.#seen.filter((moment) => moment + day > this.#at);
    if (seen.length === 0 || seen.length + size <= this.#changesADay) return this.#at;
    return seen.at(-1 - Math.max(this.#changesADay - size, 0))! + day;
  }

  #see(at: Instant, size: number): void {
    this.#seen.push(...Array<Instant>(size).fill(at));
  }
}
