import { Api } from 'grammy';
import type { Ending } from './ending.js';
import { hidingToken } from './redact.js';
import { boundedRetry } from './retry.js';

/** grammY's client, which repeats only what may be repeated and whose errors do not hold the token. */
export function connectTelegram(token: string, apiRoot: string | null, ending: Ending): Api {
  const api = new Api(token, apiRoot === null ? {} : { apiRoot });
  // The first is the innermost: the retry sees errors without the token.
  api.config.use(hidingToken(token), boundedRetry(ending));
  return api;
}
