import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { queueBackends, testRedisUrl } from '@pinwheel/testing';

test.skipIf(!queueBackends.includes('redis'))('gives an empty database of its own at every call', async () => {
  const urls = Array.from({ length: 7 }, () => testRedisUrl()!);
  expect(new Set(urls).size).toBe(7);
  expect(await say(urls[0]!, 'SET left behind', 'DBSIZE')).toContain(':1');
  expect(await say(urls[1]!, 'DBSIZE')).toContain(':0');
});

test.skipIf(!queueBackends.includes('redis'))('empties a database whose turn comes again', async () => {
  const [url, claim] = [testRedisUrl()!, fileURLToPath(new URL('../claim-redis-database.mjs', import.meta.url))];
  const claimOnly = () => spawnSync(process.execPath, [claim, url, '1'], { encoding: 'utf8' }).stdout;
  const only = new URL(url);
  only.pathname = `/${claimOnly()}`;
  await say(only.href, 'SET left behind');
  expect(claimOnly()).toBe('1');
  expect(await say(only.href, 'DBSIZE')).toContain(':0');
});

/** Redis takes plain lines as well. */
function say(url: string, ...commands: string[]): Promise<string> {
  const { hostname, port, pathname, password } = new URL(url);
  const socket = connect(Number(port), hostname);
  const login = password ? [`AUTH "${decodeURIComponent(password)}"`] : [];
  socket.end([...login, `SELECT ${pathname.slice(1)}`, ...commands, 'QUIT', ''].join('\r\n'));
  return text(socket);
}
