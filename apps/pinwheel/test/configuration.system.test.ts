import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

describe('a configuration that cannot be used', () => {
  it('is reported whole and by name, without the secrets in it, and nothing starts', () => {
    const env = {
      PATH: process.env['PATH'],
      TELEGRAM_BOT_TOKEN: 'not-a-token-but-secret',
      TELEGRAM_OWNER_IDS: 'bia',
      WHATSAPP_SOCKET_URL: 'ws://example.org/ws',
      WHATSAPP_PACE: 'fast',
      HTTP_PORT: '70000',
      PINWHEEL_HOMES: '/nowhere',
    };
    const { status, stderr, stdout } = spawnSync(process.execPath, [main], { env, encoding: 'utf8' });
    expect(status).toBe(2);
    for (const name of Object.keys(env).slice(1)) expect(stderr).toContain(name);
    expect(stderr).toContain('PINWHEEL_HOME?');
    expect(stderr + stdout).not.toContain('not-a-token-but-secret');
  });
});
