import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { queueBackends, testRedisUrl } from '@pinwheel/testing';

test.skipIf(!queueBackends.includes('redis'))('gives an empty database of its own at every call', async () => {
  const first = testRedisUrl()!;
  expect(await say(first, 'SET left behind', 'DBSIZE')).toContain(':1');
  const others = Array.from({ length: 6 }, () => testRedisUrl()!);
  expect(new Set([first, ...others]).size).toBe(7);
  expect(await say(others[0]!, 'DBSIZE')).toContain(':0');
  expect(await say(first, 'DBSIZE')).toContain(':1');
  expect(testRedisUrl()).toBe(first);
  expect(await say(first, 'DBSIZE')).toContain(':0');
});

/** Redis takes plain lines as well. */
function say(url: string, ...commands: string[]): Promise<string> {
  const { hostname, port, pathname, password } = new URL(url);
  const socket = connect(Number(port), hostname);
  const login = password ? [`AUTH "${decodeURIComponent(password)}"`] : [];
  socket.end([...login, `SELECT ${pathname.slice(1)}`, ...commands, 'QUIT', ''].join('\r\n'));
  return text(socket);
}
