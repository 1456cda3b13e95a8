import type { KeyObject } from 'node:crypto';

/** `all-in-one` brings its own database and key; an `app` of its own shares them with others and must be told. */
export type Kind = 'all-in-one' | 'app';

export interface Configuration {
  /** The folder of what we keep on this machine: the embedded database, the key. As given, perhaps relative. */
  home: string;
  /** null: the embedded PostgreSQL. Holds a password. */
  databaseUrl: string | null;
  /** null: queues live in PostgreSQL. Several addresses, comma-separated, are the nodes of one cluster. Holds a password. */
  redisUrl: string | null;
  /** null: made once and kept under `home`. The first encrypts, all decrypt. */
  secretKeys: readonly KeyObject[] | null;
  telegram: {
    /** null: the demo, on our own simulators. */
    botToken: string | null;
    /** null: a one-time /start code makes the owner. */
    ownerIds: readonly number[] | null;
    /** null: Telegram's own. Has no slash at its end. */
    apiRoot: string | null;
    /** null: long polling. */
    webhook: { url: string; secret: string } | null;
  };
  whatsapp: {
    /** null: WhatsApp's own. */
    socketUrl: string | null;
    /** A simulator's root certificate key, 32 bytes; null: WhatsApp's own. */
    noiseRoot: { key: Uint8Array; serial: number } | null;
    pinSlots: number;
    /** How many operations may leave each instance in a span of time. */
    pace: Pace;
  };
  http: { host: string; port: number };
  zApiClientToken: string | null;
  webhooks: {
    /** Networks such as `10.0.0.0/8`, or single addresses, that webhooks may be in though they are private. */
    privateNetworks: readonly string[];
  };
  log: { level: LogLevel; format: LogFormat | null };
}

/** What a single app has for certain. */
export interface AppConfiguration extends Configuration {
  databaseUrl: string;
  secretKeys: readonly KeyObject[];
}

export interface Pace {
  count: number;
  perMs: number;
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export const logFormats = ['pretty', 'json'] as const;
export type LogFormat = (typeof logFormats)[number];
