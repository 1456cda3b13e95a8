import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '@pinwheel/testing';
import { openReceivers, type Receivers, type Resolve } from '../src/index.js';

const loopback = ['127.0.0.0/8'];
const never = new AbortController().signal;

describe('the courier', () => {
  const opened: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

  async function serve(answer: Answer): Promise<{ url: string; port: number }> {
    const server: Server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    opened.push({ close: () => server.closeAllConnections() ?? server.close() });
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/`, port };
  }

  function open(options: { networks?: string[]; resolve?: Resolve; total?: number } = {}): Receivers {
    const { networks = loopback, total = 5_000, resolve } = options;
    const receivers = openReceivers({
      ...{ privateNetworks: networks, timeouts: { connect: total, total } },
      ...(resolve && { resolve }),
    });
    opened.push({ close: () => receivers[Symbol.asyncDispose]() });
    return receivers;
  }

  const post = ({ courier }: Receivers, url: string, headers = {}) =>
    courier.post({ url, headers, body: '{"a":1}' }, never);

  it('brings body and headers as they are, and the answer’s status back', async () => {
    const seen: { request: IncomingMessage; body: string }[] = [];
    const { url } = await serve(async (request, response) => {
      seen.push({ request, body: await text(request) });
      response.writeHead(201).end('thanks');
    });
    expect(await post(open(), `${url}hook?x=1`, { 'x-webhook-id': 'd1' })).toEqual({ kind: 'answered', status: 201 });
    expect(seen).toMatchObject([
      { body: '{"a":1}', request: { method: 'POST', url: '/hook?x=1', headers: { 'x-webhook-id': 'd1' } } },
    ]);
  });

  it('connects to nothing private, by address or by name, unless that network is allowed', async () => {
    let connections = 0;
    const { url, port } = await serve((_, response) => {
      connections += 1;
      response.end();
    });
    const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const forbidden = { kind: 'failed', problem: 'address_forbidden' };
    expect(await post(open({ networks: [] }), url)).toEqual(forbidden);
    expect(await post(open({ networks: [], resolve }), `http://hook.example:${port}/`)).toEqual(forbidden);
    expect(connections).toBe(0);
    expect(await post(open({ resolve }), `http://hook.example:${port}/`)).toMatchObject({ status: 200 });
  });

  it('does not call a name that is public and private at once', async () => {
    const resolve: Resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await post(open({ networks: [], resolve }), 'http://both.example/')).toMatchObject({
      problem: 'address_forbidden',
    });
  });

  it('calls the address that it has judged, though the name leads elsewhere a moment later', async () => {
    const { port } = await serve((_, response) => response.end());
    const answers = ['127.0.0.1', '10.0.0.1'];
    const asked: string[] = [];
    const resolve: Resolve = async (host) => {
      asked.push(host);
      return [{ address: answers.shift() ?? '10.0.0.1', family: 4 }];
    };
    const receivers = open({ resolve });
    expect(await post(receivers, `http://rebound.example:${port}/`)).toEqual({ kind: 'answered', status: 200 });
    expect(asked).toEqual(['rebound.example']);
    // A new connection is judged anew.
    await receivers[Symbol.asyncDispose]();
    expect(await post(open({ resolve }), `http://rebound.example:${port}/`)).toMatchObject({
      problem: 'address_forbidden',
    });
  });

  it('follows a redirect with the same POST, and without the authorization where that is another server', async () => {
    const seen: unknown[] = [];
    const last = await serve(async (request, response) => {
      seen.push([request.method, request.url, request.headers.authorization ?? null, await text(request)]);
      response.end();
    });
    const first = await serve((request, response) => {
      if (request.url === '/') response.writeHead(308, { location: '/again' }).end();
      else response.writeHead(307, { location: `${last.url}end` }).end();
      seen.push(request.headers.authorization);
    });
    expect(await post(open(), first.url, { authorization: 'Bearer x' })).toEqual({ kind: 'answered', status: 200 });
    expect(seen).toEqual(['Bearer x', 'Bearer x', ['POST', '/end', null, '{"a":1}']]);
  });

  it.each([
    ['address_forbidden', 'http://10.0.0.1/'],
    ['address_forbidden', 'http://169.254.169.254/latest/meta-data/'],
    ['redirect_refused', 'ftp://example.com/'],
    ['redirect_refused', '/'],
  ])('refuses as %s to be led to %s', async (problem, location) => {
    const { url } = await serve((_, response) => response.writeHead(307, { location }).end());
    expect(await post(open(), url)).toEqual({ kind: 'failed', problem });
  });

  it('judges the name in a redirect too', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: 'http://inside.example/' }).end());
    const resolve: Resolve = async () => [{ address: '10.0.0.1', family: 4 }];
    expect(await post(open({ resolve }), url)).toEqual({ kind: 'failed', problem: 'address_forbidden' });
  });

  it('gives up a receiver that says nothing, and one whose answer never ends', async () => {
    const silent = await serve(() => {});
    expect(await post(open({ total: 200 }), silent.url)).toEqual({ kind: 'failed', problem: 'too_slow' });
    const dripping = await serve((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await post(open({ total: 300 }), dripping.url)).toEqual({ kind: 'answered', status: 200 });
  });

  it('reads no more of an answer than it must', async () => {
    let written = 0;
    let closed = false;
    const { url } = await serve((_, response) => {
      response.on('close', () => {
        closed = true;
      });
      const more = (): void => {
        while (!closed && written < 100 * 1_024 * 1_024) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more);
        }
      };
      more();
    });
    expect(await post(open(), url)).toEqual({ kind: 'answered', status: 200 });
    await eventually(() => closed);
    expect(written).toBeLessThan(100 * 1_024 * 1_024);
  });

  it('says what is wrong when nobody is there', async () => {
    const { url, port } = await serve(() => {});
    opened.splice(0).forEach((each) => void each.close());
    await eventually(async () => (await post(open(), url)).kind === 'failed');
    expect(await post(open(), url)).toEqual({ kind: 'failed', problem: 'not_reached' });
    const resolve: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await post(open({ resolve }), `http://nowhere.example:${port}/`)).toMatchObject({
      problem: 'name_not_found',
    });
    const plain = await serve((_, response) => response.end());
    expect(await post(open(), plain.url.replace('http:', 'https:'))).toMatchObject({ kind: 'failed' });
  });

  it('breaks off when it is told to', async () => {
    const ending = new AbortController();
    const { url } = await serve(() => ending.abort());
    const { courier } = open();
    expect(await courier.post({ url, headers: {}, body: '{}' }, ending.signal)).toEqual({ kind: 'broken_off' });
    expect(await courier.post({ url, headers: {}, body: '{}' }, ending.signal)).toEqual({ kind: 'broken_off' });
  });
});
