import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createIds, createLogger } from '@pinwheel/runtime';
import { captureLogs } from '@pinwheel/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyLimit, createServer } from '../src/server.js';

describe('the server', () => {
  const logs = captureLogs();
  let server: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    const logger = createLogger({ level: 'debug', format: 'json', destination: logs.stream });
    server = createServer({ logger, ids: createIds() });
    server.post('/echo/:secret', async ({ body }) => ({ kind: typeof body }));
    server.get('/broken', async () => {
      throw new Error('a secret of the house');
    });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.close());

  const post = (body: string, type: string | null = 'application/json') =>
    fetch(`${url}/echo/x`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: type === null ? {} : { 'content-type': type },
    });

  it('takes a body of exactly 64 KiB and refuses one byte more', async () => {
    const json = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    expect((await post(json(bodyLimit))).status).toBe(200);
    const refused = await post(json(bodyLimit + 1));
    expect(refused.status).toBe(413);
    expect(await refused.json()).toEqual({ error: 'The body is larger than 65536 bytes' });
  });

  it('puts a different id on every answer, whatever it is', async () => {
    const answers = await Promise.all([
      post('{}'),
      post('{'),
      post('{}', 'text/plain'),
      fetch(`${url}/nowhere`),
      fetch(`${url}/%zz`),
      fetch(`${url}/broken`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 415, 404, 404, 500]);
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(answers.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers what is no HTTP with 400 and an id, and goes on', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.end('PIN IT\r\n\r\n');
    expect(await text(socket)).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n[^]*X-Request-Id: [0-9a-f-]{36}\r\n[^]*\{"error":"Bad Request"\}$/,
    );
    expect((await post('{}')).status).toBe(200);
  });

  it('shows nothing of what went wrong inside; the log has it under the id that was answered', async () => {
    const answer = await fetch(`${url}/broken`);
    const body = await answer.text();
    const id = answer.headers.get('x-request-id')!;
    expect(JSON.parse(body)).toEqual({ error: `Internal error; the log has it as ${id}` });
    expect(logs.lines().find(({ request, level }) => request === id && level === 50)).toMatchObject({
      route: '/broken',
      error: { message: 'a secret of the house' },
    });
  });

  it.each(['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}', '{"a":{"__proto__":1}}'])(
    'refuses the poison %s',
    async (body) => expect((await post(body)).status).toBe(400),
  );

  it.each([
    ['half an object', '{"a":'],
    ['no body', ''],
    ['a NUL in front', '\0{}'],
    ['nesting that never ends', '['.repeat(bodyLimit)],
  ])('refuses %s', async (_, body) => expect((await post(body)).status).toBe(400));

  it('survives the deepest nesting that fits', async () => {
    const half = bodyLimit / 2;
    expect((await post('['.repeat(half) + ']'.repeat(half))).status).toBe(200);
  });

  it('understands JSON only', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', null])
      expect((await post('{}', type)).status).toBe(415);
    expect((await post('{}', 'application/json; charset=utf-8')).status).toBe(200);
  });

  it('logs the pattern of a route and never a URL', async () => {
    await fetch(`${url}/echo/hidden-in-the-path?token=hidden-in-the-query`, { method: 'POST', body: '{}' });
    await fetch(`${url}/hidden-elsewhere/token/abc`);
    expect(logs.text()).toContain('"route":"/echo/:secret"');
    expect(logs.text()).not.toContain('hidden');
  });
});
