import type { EventEmitter } from 'node:events';

/**
 * The present listeners of an event take what comes one after the other, each when it is done with the one before.
 * Baileys begins with a message while it is busy with others, and the one that waits for less overtakes: what comes
 * first brings the keys to what follows. What is left when `isOver` comes again, as nobody has confirmed it.
 */
export function listenInTurn(emitter: EventEmitter, event: string, isOver: () => boolean): void {
  for (const listener of emitter.listeners(event)) {
    const listen = listener as (...args: unknown[]) => unknown;
    let last: Promise<void> | null = null;
    emitter.off(event, listen);
    emitter.on(event, (...args: unknown[]): unknown => {
      // Nobody before it: at once, as without us.
      const turn = last
        ? last.then(() => (isOver() ? undefined : listen(...args)))
        : new Promise((resolve) => resolve(listen(...args)));
      const settled = turn
        .catch(() => {})
        .then(() => {
          if (last === settled) last = null;
        });
      last = settled;
      return turn;
    });
  }
}
