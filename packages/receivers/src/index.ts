import type { Courier, Targets } from '@pinwheel/pinning';
import { readNetwork } from './addresses.js';
import { openCourier, type Timeouts } from './courier.js';
import { type Resolve, resolveBySystem } from './lookup.js';
import { targetsIn } from './targets.js';

export type { Resolve } from './lookup.js';

/** Other people's servers, which are told what happened. */
export interface Receivers extends AsyncDisposable {
  courier: Courier;
  targets: Targets;
}

export interface ReceiversOptions {
  /** Private networks that may be called, as `10.0.0.0/8` or single addresses. */
  privateNetworks: readonly string[];
  resolve?: Resolve;
  timeouts?: Timeouts;
}

/** In ms. */
const patience: Timeouts = { connect: 5_000, total: 10_000 };

/** Holds no connection until something is delivered. */
export function openReceivers({
  privateNetworks,
  resolve = resolveBySystem,
  timeouts = patience,
}: ReceiversOptions): Receivers {
  const allowed = privateNetworks.map(readNetwork);
  const courier = openCourier({ allowed, resolve, timeouts });
  return { courier, targets: targetsIn(allowed), [Symbol.asyncDispose]: () => courier[Symbol.asyncDispose]() };
}
