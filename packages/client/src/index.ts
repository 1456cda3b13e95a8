import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/api.js';

export type * from './generated/api.js';

/** Every address of the API with its methods; what goes in and comes out is checked by the compiler. */
export type PinwheelClient = Client<paths>;

export interface Connection {
  /** Where Pinwheel serves HTTP, e.g. `http://127.0.0.1:8080`. */
  url: string;
  token: string;
  /** The global one where not given. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client of `/v1`. What the API answers with a problem is the `error` of a result and no exception; a connection that
 * fails is one.
 */
export const connect = ({ url, token, fetch }: Connection): PinwheelClient =>
  createClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    headers: { authorization: `Bearer ${token}` },
    ...(fetch && { fetch }),
  });
