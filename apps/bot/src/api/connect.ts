import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Api } from 'grammy';
import type { Ending } from './ending.js';
import { hidingToken } from './redact.js';
import { boundedRetry } from './retry.js';

/**
 * For how long a connection is kept that nobody speaks on, in ms; less where the server says that it keeps it for less.
 * A message sent while the server closes it may have arrived or not, and is never sent again. grammY keeps connections
 * until the server closes them, and Node minds what the server says only where there is a limit of ours.
 */
const idleMs = 10_000;

/** grammY's client, which repeats only what may be repeated and whose errors do not hold the token. */
export function connectTelegram(token: string, apiRoot: string | null, ending: Ending): Api {
  const Agent = apiRoot?.startsWith('http:') ? HttpAgent : HttpsAgent;
  const agent = new Agent({ keepAlive: true, timeout: idleMs });
  const api = new Api(token, { ...(apiRoot !== null && { apiRoot }), baseFetchConfig: { agent } });
  // The first is the innermost: the retry sees errors without the token.
  api.config.use(hidingToken(token), boundedRetry(ending));
  return api;
}
