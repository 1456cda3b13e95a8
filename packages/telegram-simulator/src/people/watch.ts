import type { World } from '../chats/world.js';

/** Tries again whenever a screen changes, until `attempt` finds something; undefined once `timeoutMs` are over. */
export function watch<T>(world: World, attempt: () => T | undefined, timeoutMs: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    const settle = (found: T | undefined) => {
      clearTimeout(timer);
      world.off('change', look);
      resolve(found);
    };
    const look = () => {
      const found = attempt();
      if (found !== undefined) settle(found);
    };
    const timer = setTimeout(() => settle(undefined), timeoutMs);
    world.on('change', look);
    look();
  });
}
