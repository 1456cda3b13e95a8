import type { Clock } from '../clock.js';
import type { Logger } from '../log/logger.js';
import type { Host } from './host.js';

/** Docker and systemd kill after 10 s; what happens here must be over before. */
const STOP_WITHIN_MS = 9_500;

/** Ctrl-C reaches us from the terminal and once more from npm; only a signal after this long is a second one. */
const SAME_SIGNAL_MS = 1_000;

const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** How the process comes to its end: asked by a signal, or by a failure of its own. */
export interface Ending {
  /** Aborted when the end begins. */
  readonly signal: AbortSignal;
  /** The process' exit code once it has ended in order. */
  readonly code: number;
  begin(code: number): void;
}

/** From the beginning of the end the process has 9.5 s; a second signal ends it at once. */
export function awaitEnd(host: Host, logger: Logger, clock: Clock): Ending {
  const stopping = new AbortController();
  let exitCode = 0;
  const begin = (code: number) => {
    exitCode = Math.max(exitCode, code);
    if (!stopping.signal.aborted) exitAtDeadline(host, logger);
    stopping.abort();
  };
  listenForSignals(host, logger, clock, () => begin(0));
  return {
    signal: stopping.signal,
    begin,
    get code() {
      return exitCode;
    },
  };
}

function listenForSignals(host: Host, logger: Logger, clock: Clock, stop: () => void): void {
  let firstAt: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    host.on(signal, () => {
      if (firstAt === null) {
        firstAt = clock.now();
        logger.info({ signal }, 'Stopping.');
        stop();
      } else if (clock.now() - firstAt >= SAME_SIGNAL_MS) host.exit(SIGNAL_EXIT_CODES[signal]);
    });
  }
}

function exitAtDeadline(host: Host, logger: Logger): void {
  setTimeout(() => {
    logger.error({}, 'Could not stop in time.');
    host.exit(1);
  }, STOP_WITHIN_MS);
}
