import type { World } from '../chats/world.js';

/**
 * Tries again whenever a screen changes, until `attempt` finds something.
 * @throws Error with the text of `failure` after `timeoutMs`.
 */
export function watch<T>(
  world: World,
  attempt: () => T | undefined,
  timeoutMs: number,
  failure: () => string,
): Promise<T> {
  const failed = new Error(); // made here, so that its stack leads to the test
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      world.off('change', look);
      end();
    };
    const look = () => {
      const found = attempt();
      if (found !== undefined) settle(() => resolve(found));
    };
    const timer = setTimeout(() => {
      failed.message = failure();
      settle(() => reject(failed));
    }, timeoutMs);
    world.on('change', look);
    look();
  });
}
