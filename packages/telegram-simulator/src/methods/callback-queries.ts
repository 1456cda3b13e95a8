import { badRequest } from '../refusal.js';

export interface CallbackAnswer {
  text?: string;
  alert?: boolean;
}

/** Telegram's clients stop waiting for the answer to a tap after about this time. */
const validForMs = 15_000;

interface OpenQuery {
  readonly askedAt: number;
  readonly answered: (answer: CallbackAnswer) => void;
}

/** Taps that wait for answerCallbackQuery. */
export class CallbackQueries {
  readonly #open = new Map<string, OpenQuery>();
  readonly #now: () => number;
  #nextId = 4_100_000_000_000_000_001n;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws Error if the bot leaves the tap without an answer for `timeoutMs`. */
  ask(announce: (id: string) => void, timeoutMs: number, what: string): Promise<CallbackAnswer> {
    const id = String(this.#nextId++);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The bot never answered ${what} (answerCallbackQuery, ${timeoutMs} ms)`)),
        timeoutMs,
      );
      const answered = (answer: CallbackAnswer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      this.#open.set(id, { askedAt: this.#now(), answered });
      announce(id);
    });
  }

  answer(id: string, answer: CallbackAnswer): void {
    const query = this.#open.get(id);
    if (!query || this.#now() - query.askedAt > validForMs) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    query.answered(answer);
  }
}
