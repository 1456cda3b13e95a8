import type { World } from './world.js';

/** The first thing that `find` sees, now or after a change; undefined when there is none in time, or the server closes. */
export function waitFor<T>(world: World, timeoutMs: number, find: () => T | undefined): Promise<T | undefined> {
  return new Promise((resolve) => {
    const settle = (found: T | undefined) => {
      clearTimeout(timer);
      world.waits.delete(giveUp);
      world.changed.delete(check);
      resolve(found);
    };
    const check = () => {
      const found = find();
      if (found !== undefined) settle(found);
    };
    const giveUp = () => settle(undefined);
    const timer = setTimeout(giveUp, timeoutMs);
    world.waits.add(giveUp);
    world.changed.add(check);
    check();
  });
}
