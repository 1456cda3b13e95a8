import type { ResponseParameters } from '@grammyjs/types';

/** An answer with `ok: false`, in Telegram's words. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(reason: string): Refusal {
  return new Refusal(400, `Bad Request: ${reason}`);
}

/** Something real Telegram can do and the simulator cannot; tests must hear of it. */
export class NotPlayed extends Error {}
