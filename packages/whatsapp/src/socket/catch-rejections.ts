import type { EventEmitter } from 'node:events';

/** Nobody awaits what listeners return: from here on what the present ones throw or reject with is told. */
export function catchRejections(emitter: EventEmitter, rejected: (event: string, error: unknown) => void): void {
  for (const event of emitter.eventNames()) {
    for (const listener of emitter.listeners(event)) {
      const listen = listener as (...args: unknown[]) => unknown;
      emitter.off(event, listen);
      emitter.on(event, (...args: unknown[]) => {
        new Promise((resolve) => resolve(listen(...args))).catch((error: unknown) => rejected(String(event), error));
      });
    }
  }
}
