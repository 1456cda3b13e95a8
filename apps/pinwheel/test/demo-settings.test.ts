import { expect, it } from 'vitest';
import { configureDemo, findIgnored } from '../src/demo/settings.js';
import type { World } from '../src/demo/world.js';

const simulators = {
  telegram: { token: `1:${'a'.repeat(35)}`, apiRoot: 'http://127.0.0.1:2' },
  whatsapp: { socketUrl: 'ws://127.0.0.1:3', noiseRootKey: 'ab'.repeat(32), noiseRootSerial: 4 },
} as World;

it('takes nothing of a real Pinwheel but its Redis, and says what else is set', () => {
  const env = {
    PATH: '/bin',
    ...{ DATABASE_URL: 'postgres://production/x', PINWHEEL_HOME: '/srv', TELEGRAM_OWNER_IDS: '7', HTTP_PORT: '80' },
    ...{ WHATSAPP_SOCKET_URL: 'wss://example.org', WHATSAPP_PIN_SLOTS: '5', WHATSAPP_PACE: '1/h', LOG_FORMAT: '' },
    ...{ REDIS_URL: 'redis://shared', LOG_LEVEL: 'debug' },
  };
  expect(findIgnored(env).toSorted()).toEqual([
    ...['DATABASE_URL', 'HTTP_PORT', 'PINWHEEL_HOME', 'TELEGRAM_OWNER_IDS'],
    ...['WHATSAPP_PACE', 'WHATSAPP_PIN_SLOTS', 'WHATSAPP_SOCKET_URL'],
  ]);
  const configuration = configureDemo(env, { world: simulators, databaseUrl: 'postgres://own/x', home: '/own' });
  expect(configuration).toMatchObject({
    ...{ databaseUrl: 'postgres://own/x', home: '/own', secretKeys: null, redisUrl: 'redis://shared' },
    telegram: { botToken: simulators.telegram.token, ownerIds: null, apiRoot: 'http://127.0.0.1:2' },
    whatsapp: { socketUrl: 'ws://127.0.0.1:3', pinSlots: 3, pace: { count: 1, perMs: 1_000 } },
    http: { port: 0 },
    log: { level: 'debug' },
  });
});
