import type { Logger } from '@pinwheel/pinning';

const levels = { debug: 'debug', log: 'debug', info: 'debug', trace: 'debug', warn: 'warn', error: 'warn' } as const;

/**
 * libsignal prints whole sessions, private ratchet keys included, with `console.info` and `console.warn`. From here on
 * the process's console passes on the first argument where it is a string, to the logger; objects go nowhere.
 * To be called before anything else runs; calling it again only changes the logger.
 */
export function guardConsole(logger: Logger): void {
  for (const [method, level] of Object.entries(levels) as [keyof typeof levels, 'debug' | 'warn'][]) {
    console[method] = (first?: unknown) => {
      logger[level]({ from: `console.${method}` }, typeof first === 'string' ? first : '(not shown)');
    };
  }
}
