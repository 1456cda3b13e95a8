import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { isLoopback, isNetwork, isUrl } from './addresses.js';
import { logFormats, logLevels, type Pace } from './configuration.js';

interface Variable<T> {
  schema: z.ZodType<T, string>;
  /** Completes "expected …". */
  expected: string;
  /** Never repeated in a message. */
  secret: boolean;
}

function open<T>(expected: string, schema: z.ZodType<T, string>): Variable<T> {
  return { schema, expected, secret: false };
}

function secret<T>(expected: string, schema: z.ZodType<T, string>): Variable<T> {
  return { schema, expected, secret: true };
}

const url = (...schemes: string[]) => z.string().refine((text) => isUrl(text, schemes));

const list = z.string().transform((text) => text.split(',').map((item) => item.trim()));

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const units = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

const pace = z
  .templateLiteral([z.string().regex(/^[1-9]\d{0,4}$/), '/', z.enum(['s', 'm', 'h'])])
  .transform((text): Pace => {
    const [count, unit] = text.split('/') as [string, keyof typeof units];
    return { count: Number(count), perMs: units[unit] };
  });

/** 44 digits of base64 are 32 bytes; Buffer alone would skip whatever is not base64. */
const secretKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .transform((text): KeyObject => createSecretKey(Buffer.from(text, 'base64')));

/** Everything that configures a process. */
export const variables = {
  DATABASE_URL: secret('a PostgreSQL URL (postgres://user:password@host/database)', url('postgres:', 'postgresql:')),
  REDIS_URL: secret(
    'a Redis URL (redis:// or rediss://), or the nodes of a cluster separated by commas',
    list.pipe(z.array(url('redis:', 'rediss:'))).transform((urls) => urls.join(',')),
  ),
  PINWHEEL_HOME: open('a folder', z.string()),
  PINWHEEL_SECRET_KEY: secret(
    '32 bytes in base64, or several of them separated by commas',
    list.pipe(z.array(secretKey)),
  ),
  // Tokens have had 35 characters after the colon for years; longer ones must not lock anybody out.
  TELEGRAM_BOT_TOKEN: secret('a bot token as BotFather gives it', z.string().regex(/^\d{1,20}:[A-Za-z0-9_-]{35,}$/)),
  TELEGRAM_OWNER_IDS: open(
    'numeric Telegram user ids separated by commas',
    list.pipe(z.array(wholeNumber(1, Number.MAX_SAFE_INTEGER))),
  ),
  TELEGRAM_API_ROOT: open(
    'an http:// or https:// URL',
    url('http:', 'https:').transform((text) => text.replace(/\/+$/, '')),
  ),
  TELEGRAM_WEBHOOK_URL: secret('an http:// or https:// URL', url('http:', 'https:')),
  // https://core.telegram.org/bots/api#setwebhook, secret_token
  TELEGRAM_WEBHOOK_SECRET: secret(
    '1 to 256 of the characters A-Z a-z 0-9 _ -',
    z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
  ),
  WHATSAPP_SOCKET_URL: open(
    'a wss:// URL, or a ws:// URL of this machine (localhost, 127.0.0.1, [::1])',
    url('ws:', 'wss:').refine((text) => isUrl(text, ['wss:']) || isLoopback(text)),
  ),
  WHATSAPP_NOISE_ROOT_KEY: open(
    '64 hex digits',
    z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/)
      .transform((text): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))),
  ),
  WHATSAPP_NOISE_ROOT_SERIAL: open('a whole number', wholeNumber(0, 2 ** 32 - 1)),
  WHATSAPP_PIN_SLOTS: open('a whole number from 1 to 100', wholeNumber(1, 100)),
  WHATSAPP_PACE: open('operations in a second, minute or hour, such as 1/s or 20/m', pace),
  HTTP_HOST: open('a host name or an IP address', z.string().regex(/^[A-Za-z0-9.:_-]+$/)),
  HTTP_PORT: open('a port from 0 to 65535', wholeNumber(0, 65_535)),
  Z_API_CLIENT_TOKEN: secret('printable characters without spaces', z.string().regex(/^[\x21-\x7e]+$/)),
  WEBHOOK_PRIVATE_NETWORKS: open(
    'networks such as 10.0.0.0/8, or addresses, separated by commas',
    list.pipe(z.array(z.string().refine(isNetwork))),
  ),
  LOG_LEVEL: open(`one of ${logLevels.join(', ')}`, z.enum(logLevels)),
  LOG_FORMAT: open(`one of ${logFormats.join(', ')}`, z.enum(logFormats)),
};

export type Name = keyof typeof variables;

/** What was given and understood. */
export type Values = { [N in Name]?: z.output<(typeof variables)[N]['schema']> };

export const names = Object.keys(variables) as Name[];
