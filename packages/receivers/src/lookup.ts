import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { mayBeCalled, type Network } from './addresses.js';

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

/** The system's, as every other program on this machine has it. */
export const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * Resolves for a connection. The socket is given the very addresses that were judged, so that a name that is resolved
 * to something else a moment later leads nowhere else.
 */
export function lookupAmong(resolve: Resolve, allowed: readonly Network[]): LookupFunction {
  const judged = callbackify(async (host: string): Promise<LookupAddress[]> => {
    const addresses = await resolve(host);
    // One forbidden address is enough: nobody honest has a name that is public and private.
    if (addresses.length > 0 && addresses.every(({ address }) => mayBeCalled(address, allowed))) return addresses;
    throw new ForbiddenAddressError('it is an address that may not be called');
  });
  return (host, options, callback) =>
    judged(host, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error, '', 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
}
