import type { Deps, IdempotencyKeys } from '@pinwheel/pinning';
import { regularly } from './regularly.js';

/** In ms. Nobody waits for it: a key that has expired counts for nothing already. */
const pause = 600_000;

/** Forgets the requests whose time under their keys is over. */
export const forgetKeysRegularly = (
  { clock, logger }: Pick<Deps, 'clock' | 'logger'>,
  keys: IdempotencyKeys,
): AsyncDisposable =>
  regularly(
    pause,
    () => keys.forgetExpired(clock.now()),
    (error) => logger.error({ error }, 'expired keys are not forgotten yet'),
  );
