import { Boom } from '@hapi/boom';

const clientErrors = [400, 499] as const;
const passing = new Set([408, 429]);

/**
 * The code with which WhatsApp refused a query, e.g. 403 for a group we are not in; null for an error that passes.
 * Baileys gives every refused query the status 500 and puts WhatsApp's code into `data`.
 */
export function queryRefusal(error: unknown): number | null {
  const code = error instanceof Boom ? error.data : null;
  if (typeof code !== 'number' || passing.has(code)) return null;
  return code >= clientErrors[0] && code <= clientErrors[1] ? code : null;
}
