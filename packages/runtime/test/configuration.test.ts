import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, type Kind, readConfiguration } from '../src/index.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const needed = { DATABASE_URL: 'postgres://pinwheel:hunter2@db/pinwheel', PINWHEEL_SECRET_KEY: KEY };

/** What is wrong, by variable. */
function refuse(env: NodeJS.ProcessEnv, kind: Kind = 'all-in-one'): Record<string, string> {
  try {
    readConfiguration(env, kind);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return Object.fromEntries(error.problems.map(({ variable, problem }) => [variable, problem]));
  }
  return {};
}

describe('reading the configuration', () => {
  it('needs nothing at all to run everything in one', () => {
    expect(readConfiguration({}, 'all-in-one')).toEqual({
      home: './.pinwheel',
      databaseUrl: null,
      redisUrl: null,
      secretKeys: null,
      telegram: { botToken: null, ownerIds: null, apiRoot: null, webhook: null },
      whatsapp: { socketUrl: null, noiseRoot: null, pinSlots: 3, pace: { count: 1, perMs: 1_000 } },
      http: { host: '127.0.0.1', port: 8080 },
      zApiClientToken: null,
      webhooks: { privateNetworks: [] },
      log: { level: 'info', format: null },
    });
  });

  it('understands every variable', () => {
    const configuration = readConfiguration(
      {
        ...needed,
        REDIS_URL: 'rediss://:secret@redis:6380/1',
        PINWHEEL_HOME: '/var/lib/pinwheel',
        PINWHEEL_SECRET_KEY: `${KEY}, ${Buffer.alloc(32, 8).toString('base64')}`,
        TELEGRAM_BOT_TOKEN: '123456:AAabcdefghijklmnopqrstuvwxyz012345_',
        TELEGRAM_OWNER_IDS: '42, 7000000001',
        TELEGRAM_API_ROOT: 'http://bot-api:8081/',
        TELEGRAM_WEBHOOK_URL: 'https://pins.example.org/telegram',
        TELEGRAM_WEBHOOK_SECRET: 'Very-secret_1',
        WHATSAPP_SOCKET_URL: 'ws://127.0.0.1:9000/ws/chat',
        WHATSAPP_NOISE_ROOT_KEY: 'AB'.repeat(32),
        WHATSAPP_NOISE_ROOT_SERIAL: '0',
        WHATSAPP_PIN_SLOTS: '5',
        WHATSAPP_PACE: '20/m',
        HTTP_HOST: '::',
        HTTP_PORT: '0',
        Z_API_CLIENT_TOKEN: 'client-token',
        WEBHOOK_PRIVATE_NETWORKS: '127.0.0.0/8, 10.1.2.3,fd00::/8',
        LOG_LEVEL: 'debug',
        LOG_FORMAT: 'json',
        PATH: '/usr/bin',
      },
      'app',
    );
    expect(configuration).toMatchObject({
      home: '/var/lib/pinwheel',
      databaseUrl: needed.DATABASE_URL,
      redisUrl: 'rediss://:secret@redis:6380/1',
      telegram: {
        botToken: '123456:AAabcdefghijklmnopqrstuvwxyz012345_',
        ownerIds: [42, 7_000_000_001],
        apiRoot: 'http://bot-api:8081',
        webhook: { url: 'https://pins.example.org/telegram', secret: 'Very-secret_1' },
      },
      whatsapp: {
        socketUrl: 'ws://127.0.0.1:9000/ws/chat',
        noiseRoot: { key: new Uint8Array(32).fill(0xab), serial: 0 },
        pinSlots: 5,
        pace: { count: 20, perMs: 60_000 },
      },
      http: { host: '::', port: 0 },
      zApiClientToken: 'client-token',
      webhooks: { privateNetworks: ['127.0.0.0/8', '10.1.2.3', 'fd00::/8'] },
      log: { level: 'debug', format: 'json' },
    });
    expect(configuration.secretKeys.map((key) => key.export())).toEqual([Buffer.alloc(32, 7), Buffer.alloc(32, 8)]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfiguration({ REDIS_URL: '', LOG_LEVEL: '  ' }, 'all-in-one').redisUrl).toBeNull();
    expect(refuse({ ...needed, DATABASE_URL: '' }, 'app')).toHaveProperty('DATABASE_URL');
  });

  it('reports all problems together, in words and by name', () => {
    const problems = refuse(
      { WHATSAPP_PACE: 'fast', HTTP_PORT: '65536', LOG_LEVEL: 'loud', TELEGRAM_OWNER_ID: '1' },
      'app',
    );
    expect(problems).toEqual({
      DATABASE_URL: expect.stringContaining('required'),
      PINWHEEL_SECRET_KEY: expect.stringContaining('required'),
      WHATSAPP_PACE: 'expected operations in a second, minute or hour, such as 1/s or 20/m, not "fast"',
      HTTP_PORT: 'expected a port from 0 to 65535, not "65536"',
      LOG_LEVEL: 'expected one of trace, debug, info, warn, error, fatal, silent, not "loud"',
      TELEGRAM_OWNER_ID: 'unknown; did you mean TELEGRAM_OWNER_IDS?',
    });
  });

  it('refuses to start a single app without the database and the key that it shares', () => {
    expect(Object.keys(refuse({}, 'app'))).toEqual(['DATABASE_URL', 'PINWHEEL_SECRET_KEY']);
    expect(refuse(needed, 'app')).toEqual({});
  });

  it.each([
    ['DATABASE_URL', 'mysql://root@db/pinwheel'],
    ['DATABASE_URL', 'db:5432'],
    ['REDIS_URL', 'http://redis'],
    ['REDIS_URL', 'redis://one,http://two'],
    ['PINWHEEL_SECRET_KEY', Buffer.alloc(31).toString('base64')],
    ['PINWHEEL_SECRET_KEY', `${KEY},`],
    ['TELEGRAM_BOT_TOKEN', '123456'],
    ['TELEGRAM_OWNER_IDS', '1,ann'],
    ['TELEGRAM_OWNER_IDS', '0'],
    ['TELEGRAM_OWNER_IDS', '9007199254740993'],
    ['TELEGRAM_API_ROOT', 'ftp://telegram'],
    ['WHATSAPP_NOISE_ROOT_KEY', 'zz'.repeat(32)],
    ['WHATSAPP_PIN_SLOTS', '0'],
    ['WHATSAPP_PIN_SLOTS', '2.5'],
    ['WHATSAPP_PACE', '0/s'],
    ['WHATSAPP_PACE', '1/d'],
    ['HTTP_HOST', 'two words'],
    ['HTTP_PORT', '-1'],
    ['Z_API_CLIENT_TOKEN', 'två ord'],
    ['WEBHOOK_PRIVATE_NETWORKS', 'all'],
    ['WEBHOOK_PRIVATE_NETWORKS', '10.0.0.0/33'],
    ['WEBHOOK_PRIVATE_NETWORKS', '10.0.0.0/8/8'],
    ['LOG_FORMAT', 'xml'],
  ])('refuses %s=%s', (variable, value) => {
    expect(refuse({ [variable]: value })).toHaveProperty(variable);
  });

  it.each([
    ['ws://127.0.0.1:1/', true],
    ['ws://127.8.8.8', true],
    ['ws://localhost:1', true],
    ['ws://[::1]:1', true],
    ['wss://web.whatsapp.com/ws/chat', true],
    ['ws://web.whatsapp.com/ws/chat', false],
    ['ws://127.0.0.1.example.org', false],
    ['ws://localhost@example.org', false],
    ['ws://0.0.0.0:1', false],
    ['http://127.0.0.1', false],
  ])('speaks unencrypted to this machine only: %s → %s', (url, accepted) => {
    expect(refuse({ WHATSAPP_SOCKET_URL: url }).WHATSAPP_SOCKET_URL === undefined).toBe(accepted);
  });

  it('believes a root certificate of ours only from a simulator on this machine', () => {
    const noise = { WHATSAPP_NOISE_ROOT_KEY: 'ab'.repeat(32), WHATSAPP_NOISE_ROOT_SERIAL: '1' };
    expect(refuse(noise)).toHaveProperty('WHATSAPP_NOISE_ROOT_KEY');
    expect(refuse({ ...noise, WHATSAPP_SOCKET_URL: 'wss://web.whatsapp.com/' })).toHaveProperty(
      'WHATSAPP_NOISE_ROOT_KEY',
    );
    expect(refuse({ ...noise, WHATSAPP_SOCKET_URL: 'wss://localhost:1/' })).toEqual({});
  });

  it('wants the root key and its serial together, the webhook and its secret too', () => {
    const socket = { WHATSAPP_SOCKET_URL: 'ws://localhost:1' };
    expect(refuse({ ...socket, WHATSAPP_NOISE_ROOT_SERIAL: '1' })).toHaveProperty('WHATSAPP_NOISE_ROOT_KEY');
    expect(refuse({ ...socket, WHATSAPP_NOISE_ROOT_KEY: 'ab'.repeat(32) })).toHaveProperty(
      'WHATSAPP_NOISE_ROOT_SERIAL',
    );
    expect(refuse({ TELEGRAM_WEBHOOK_URL: 'https://a.example' })).toHaveProperty('TELEGRAM_WEBHOOK_SECRET');
    expect(refuse({ TELEGRAM_WEBHOOK_SECRET: 'a' })).toHaveProperty('TELEGRAM_WEBHOOK_URL');
  });

  it('lets an unencrypted webhook be called by a Bot API server of ours only', () => {
    const webhook = { TELEGRAM_WEBHOOK_URL: 'http://bot:8080', TELEGRAM_WEBHOOK_SECRET: 'a' };
    expect(refuse(webhook)).toHaveProperty('TELEGRAM_WEBHOOK_URL');
    expect(refuse({ ...webhook, TELEGRAM_API_ROOT: 'http://bot-api:8081' })).toEqual({});
  });

  it.each([
    ['PINWHEEL_SECRET_KEYS', 'PINWHEEL_SECRET_KEY'],
    ['TELEGRAM_TOKEN', 'TELEGRAM_BOT_TOKEN'],
    ['WHATSAPP_PIN_SLOT', 'WHATSAPP_PIN_SLOTS'],
    ['Z_API_CLIENT_TOKN', 'Z_API_CLIENT_TOKEN'],
  ])('asks whether %s should be %s', (typo, meant) => {
    expect(refuse({ [typo]: 'anything' })).toEqual({ [typo]: `unknown; did you mean ${meant}?` });
  });

  it('takes no offence at what Kubernetes announces about a service called pinwheel', () => {
    const announced = {
      PINWHEEL_PORT: 'tcp://10.0.0.1:8080',
      PINWHEEL_PORT_8080_TCP: 'tcp://10.0.0.1:8080',
      PINWHEEL_PORT_8080_TCP_ADDR: '10.0.0.1',
      PINWHEEL_SERVICE_HOST: '10.0.0.1',
      PINWHEEL_SERVICE_PORT: '8080',
      PINWHEEL_SERVICE_PORT_HTTP: '8080',
    };
    expect(refuse(announced)).toEqual({});
  });

  it('never repeats a value that may be secret', () => {
    const secrets = [
      'DATABASE_URL',
      'REDIS_URL',
      'PINWHEEL_SECRET_KEY',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_WEBHOOK_URL',
      'TELEGRAM_WEBHOOK_SECRET',
      'Z_API_CLIENT_TOKEN',
      'PINWHEEL_SECRET_KYE',
    ];
    const property = fc.property(fc.constantFrom(...secrets), fc.stringMatching(/^[ -~]{0,20}$/), (variable, rest) => {
      const value = `¤hush¤${rest}`;
      try {
        readConfiguration({ [variable]: value }, 'app');
      } catch (error) {
        expect((error as Error).message).toContain(variable);
        expect(JSON.stringify(error) + (error as Error).stack).not.toContain('hush');
      }
    });
    fc.assert(property);
  });

  it('shows no key when a configuration is printed', () => {
    const configuration = readConfiguration(needed, 'app');
    expect(JSON.stringify(configuration.secretKeys)).not.toContain(KEY);
  });
});
