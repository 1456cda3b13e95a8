import { isLoopback, isUrl } from './addresses.js';
import type { Kind } from './configuration.js';
import type { Problem } from './error.js';
import type { Name, Values } from './variables.js';

/**
 * What must hold between variables. `given` says what was set at all, so that a value that could not be understood is
 * reported once, for itself, and not as missing too.
 */
export function findContradictions(values: Values, given: ReadonlySet<Name>, kind: Kind): Problem[] {
  return [
    ...findMissing(given, kind),
    ...findHalf(given, 'TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_SECRET'),
    ...findHalf(given, 'WHATSAPP_NOISE_ROOT_KEY', 'WHATSAPP_NOISE_ROOT_SERIAL'),
    ...findStrayNoiseRoot(values, given),
    ...findPlainWebhook(values, given),
  ];
}

function findMissing(given: ReadonlySet<Name>, kind: Kind): Problem[] {
  if (kind === 'all-in-one') return [];
  const needed = ['DATABASE_URL', 'PINWHEEL_SECRET_KEY'] as const;
  return needed
    .filter((variable) => !given.has(variable))
    .map((variable) => ({ variable, problem: 'is required: this app shares it with the others' }));
}

function findHalf(given: ReadonlySet<Name>, one: Name, other: Name): Problem[] {
  if (given.has(one) === given.has(other)) return [];
  const [present, absent] = given.has(one) ? [one, other] : [other, one];
  return [{ variable: absent, problem: `is required together with ${present}` }];
}

/** Whoever holds a root key of ours could pass for WhatsApp: it may rule nothing but a simulator on this machine. */
function findStrayNoiseRoot(values: Values, given: ReadonlySet<Name>): Problem[] {
  const socket = values.WHATSAPP_SOCKET_URL;
  const unclear = given.has('WHATSAPP_SOCKET_URL') && socket === undefined;
  if (!given.has('WHATSAPP_NOISE_ROOT_KEY') || unclear || (socket && isLoopback(socket))) return [];
  return [
    { variable: 'WHATSAPP_NOISE_ROOT_KEY', problem: 'needs a WHATSAPP_SOCKET_URL that is a simulator on this machine' },
  ];
}

/** Telegram itself calls https: only; a local Bot API server and a simulator also call http:. */
function findPlainWebhook(values: Values, given: ReadonlySet<Name>): Problem[] {
  const webhook = values.TELEGRAM_WEBHOOK_URL;
  if (webhook === undefined || isUrl(webhook, ['https:']) || given.has('TELEGRAM_API_ROOT')) return [];
  return [
    {
      variable: 'TELEGRAM_WEBHOOK_URL',
      problem: 'expected an https:// URL, unless TELEGRAM_API_ROOT is a server of yours',
    },
  ];
}
