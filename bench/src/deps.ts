import { createIds, type Database, type Deps, type Logger, systemClock } from './pinwheel.js';

export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

export const depsOf = ({ store, instances }: Database, waker: Deps['waker']): Deps => ({
  ...{ store, instances, waker, clock: systemClock, ids: createIds(), logger: silent },
  ...{ mayStillAct: async () => true, timeZone: 'Etc/UTC' },
});

/** Where nothing is to be woken. */
export const nobody: Deps['waker'] = { wake: async () => {} };
