/** How calls to Telegram come to an end with the process. */
export interface Ending {
  /** From here on nothing is tried a second time. */
  readonly begun: AbortSignal;
  /** From here on no call is made, and none that is under way is waited for. */
  readonly over: AbortSignal;
  begin(): void;
}

/** An answer that Telegram is about to give is worth waiting for, but not for longer than this, in ms. */
const graceMs = 2_000;

export function createEnding(): Ending {
  const [begun, over] = [new AbortController(), new AbortController()];
  return {
    begun: begun.signal,
    over: over.signal,
    begin() {
      begun.abort();
      setTimeout(() => over.abort(), graceMs).unref();
    },
  };
}

/** A call was cut short because the process ends: what it was for is taken up at the next start. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
}
