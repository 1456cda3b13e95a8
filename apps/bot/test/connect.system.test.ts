import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createStack } from '@pinwheel/runtime';
import { expect, it } from 'vitest';
import { connectTelegram } from '../src/api/connect.js';
import { createEnding } from '../src/api/ending.js';

/** In seconds. What comes later than that on a connection meets its end: the server has begun to close it. */
const kept = 2;

it('says nothing on a connection that the server may be closing: it would not know whether that arrived', async () => {
  await using stack = createStack();
  const lastUsed = new Map<Socket, number>();
  const server = createServer((request, response) => {
    const idle = Date.now() - (lastUsed.get(request.socket) ?? Date.now());
    if (idle > (kept * 1_000) / 2) return void request.socket.destroy();
    lastUsed.set(request.socket, Date.now());
    response.writeHead(200, { 'content-type': 'application/json', 'keep-alive': `timeout=${kept}` });
    response.end(JSON.stringify({ ok: true, result: { message_id: lastUsed.size } }));
  });
  server.keepAliveTimeout = 60_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  stack.defer(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
  const { port } = server.address() as AddressInfo;
  const api = connectTelegram(`1:${'a'.repeat(35)}`, `http://127.0.0.1:${port}`, createEnding());

  await api.sendMessage(1, 'one');
  await api.sendMessage(1, 'two');
  expect(lastUsed.size).toBe(1);
  await pause(kept * 1_000 - 500);
  expect(await api.sendMessage(1, 'three')).toMatchObject({ message_id: 2 });
});
