import type { AppConfiguration, Configuration, Kind } from './configuration.js';
import { ConfigurationError, type Problem } from './error.js';
import { findContradictions } from './rules.js';
import { findUnknownVariables } from './unknown.js';
import { type Name, names, type Values, variables } from './variables.js';

/**
 * Reads everything that configures a process. A variable that is empty counts as not set, as compose files leave them.
 *
 * @throws {ConfigurationError} with every problem at once, in the order of the contract.
 */
export function readConfiguration(env: NodeJS.ProcessEnv, kind: 'app'): AppConfiguration;
export function readConfiguration(env: NodeJS.ProcessEnv, kind: Kind): Configuration;
export function readConfiguration(env: NodeJS.ProcessEnv, kind: Kind): Configuration {
  const texts = findGiven(env);
  const { values, problems } = understand(texts);
  problems.push(...findContradictions(values, new Set(texts.keys()), kind), ...findUnknownVariables(env));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return arrange(values);
}

/** The variables of the contract that are set, with their texts, in its order. Some hold secrets. */
export function findGiven(env: NodeJS.ProcessEnv): Map<Name, string> {
  const texts = new Map<Name, string>();
  for (const name of names) {
    const text = env[name]?.trim();
    if (text) texts.set(name, text);
  }
  return texts;
}

function understand(texts: ReadonlyMap<Name, string>): { values: Values; problems: Problem[] } {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [name, text] of texts) {
    const { schema, expected, secret } = variables[name];
    const understood = schema.safeParse(text);
    if (understood.success) values[name] = understood.data;
    else
      problems.push({
        variable: name,
        problem: `expected ${expected}${secret ? '' : `, not ${JSON.stringify(text)}`}`,
      });
  }
  return { values: values as Values, problems };
}

function arrange(values: Values): Configuration {
  return {
    home: values.PINWHEEL_HOME ?? './.pinwheel',
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    secretKeys: values.PINWHEEL_SECRET_KEY ?? null,
    telegram: {
      botToken: values.TELEGRAM_BOT_TOKEN ?? null,
      ownerIds: values.TELEGRAM_OWNER_IDS ?? null,
      apiRoot: values.TELEGRAM_API_ROOT ?? null,
      webhook: both(values.TELEGRAM_WEBHOOK_URL, values.TELEGRAM_WEBHOOK_SECRET, (url, secret) => ({ url, secret })),
    },
    whatsapp: {
      socketUrl: values.WHATSAPP_SOCKET_URL ?? null,
      noiseRoot: both(values.WHATSAPP_NOISE_ROOT_KEY, values.WHATSAPP_NOISE_ROOT_SERIAL, (key, serial) => ({
        key,
        serial,
      })),
      pinSlots: values.WHATSAPP_PIN_SLOTS ?? 3,
      pace: values.WHATSAPP_PACE ?? { count: 1, perMs: 1_000 },
    },
    http: { host: values.HTTP_HOST ?? '127.0.0.1', port: values.HTTP_PORT ?? 8080 },
    zApiClientToken: values.Z_API_CLIENT_TOKEN ?? null,
    webhooks: { privateNetworks: values.WEBHOOK_PRIVATE_NETWORKS ?? [] },
    log: { level: values.LOG_LEVEL ?? 'info', format: values.LOG_FORMAT ?? null },
  };
}

function both<A, B, T>(one: A | undefined, other: B | undefined, join: (one: A, other: B) => T): T | null {
  return one === undefined || other === undefined ? null : join(one, other);
}
