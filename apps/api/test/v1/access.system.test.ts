import { connect, type PinwheelClient } from '@pinwheel/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyLimit } from '../../src/server.js';
import { good, openV1, problemOf, type V1Fixture } from './fixture.js';

describe('who may ask, and how', () => {
  let fixture: V1Fixture;
  let api: PinwheelClient;
  let secret: string;
  let chat: string;
  let messages: string[];
  beforeAll(async () => {
    fixture = await openV1();
    api = await fixture.client();
    secret = await fixture.token('by hand');
    ({ chat, messages } = await fixture.say(1));
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  async function ask(path: string, init: RequestInit = {}) {
    const response = await fetch(`${fixture.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${secret}`, ...init.headers },
    });
    return problemOf({ response, error: await response.clone().json() });
  }
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    ask(`/v1/boards/${chat}/pins`, { method: 'POST', body, headers });

  it.each<Record<string, string>>([
    {},
    { authorization: 'Bearer wrong' },
    { authorization: 'Basic eA==' },
    { token: 'x' },
  ])('answers 401 to %j', async (headers) => {
    const response = await fetch(`${fixture.url}/v1/boards`, { headers });
    expect(problemOf({ response, error: await response.json() })).toMatchObject({ kind: 'unauthorized' });
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('does not look at a token in the address', async () => {
    for (const name of ['token', 'access_token', 'authorization'])
      expect((await fetch(`${fixture.url}/v1/boards?${name}=${secret}`)).status).toBe(401);
  });

  it('shows a token of one instance that instance alone; the rest is not there', async () => {
    await fixture.context.database.instances.create('other');
    const stranger = await fixture.client('other');
    expect(good(await stranger.GET('/v1/boards')).items).toEqual([]);
    const hidden = await stranger.GET('/v1/boards/{chat}', { params: { path: { chat } } });
    const absent = await stranger.GET('/v1/boards/{chat}', { params: { path: { chat: 'g999999' } } });
    expect(problemOf(hidden)).toMatchObject({ status: 404, detail: `There is no chat ${chat}` });
    expect(problemOf(absent)).toMatchObject({ status: 404, detail: 'There is no chat g999999' });
    const asked = { params: { path: { chat } }, body: { message: messages[0]! } };
    expect(problemOf(await stranger.POST('/v1/boards/{chat}/pins', asked))).toMatchObject({ status: 404 });
    const { operations, id } = good(await api.POST('/v1/boards/{chat}/pins', asked));
    for (const [path, name] of [
      ['/v1/operations/{operation}', { operation: operations[0]!.id }],
      ['/v1/commands/{command}', { command: id }],
    ] as const)
      expect(problemOf(await stranger.GET(path, { params: { path: name as never } }))).toMatchObject({ status: 404 });
    const own = await fixture.client('main');
    expect(good(await own.GET('/v1/operations')).items.map((each) => each.command)).toContain(id);
    expect(good(await stranger.GET('/v1/operations')).items).toEqual([]);
  });

  it('counts requests for each token, and says how many are left', async () => {
    const one = await fixture.client();
    const left = async () =>
      Number(/r=(\d+)/.exec((await one.GET('/v1/boards')).response.headers.get('ratelimit')!)![1]);
    const first = await left();
    expect(await left()).toBe(first - 1);
    const { response } = await api.GET('/v1/boards');
    expect(response.headers.get('ratelimit-policy')).toBe('"token";q=300;w=60');
  });

  it('lets through so many a minute, then says when to come again', async () => {
    const url = await fixture.another({ requestsAMinute: 2 });
    const busy = connect({ url, token: await fixture.token('busy') });
    const answers = await Promise.all(Array.from({ length: 3 }, () => busy.GET('/v1/operations')));
    const refused = answers.find(({ response }) => response.status === 429)!;
    expect(answers.filter(({ response }) => response.status === 200)).toHaveLength(2);
    expect(problemOf(refused)).toMatchObject({ kind: 'too-many-requests' });
    expect(Number(refused.response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('says what is not there, and which methods are', async () => {
    expect(await ask('/v1/nothing')).toMatchObject({ status: 404 });
    expect(await ask('/v1/boards/x1')).toMatchObject({ status: 404 });
    const response = await fetch(`${fixture.url}/v1/boards/${chat}`, { method: 'PUT' });
    expect(problemOf({ response, error: await response.json() })).toMatchObject({ kind: 'method-not-allowed' });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('understands JSON only, and not too much of it', async () => {
    expect(await post('{}', { 'content-type': 'text/plain' })).toMatchObject({ kind: 'unsupported-media-type' });
    expect(await post('{"a":')).toMatchObject({ status: 400, kind: 'bad-request' });
    expect(await post(JSON.stringify('x'.repeat(bodyLimit)))).toMatchObject({ status: 413, kind: 'body-too-large' });
    expect(await post('[]')).toMatchObject({ status: 422, kind: 'invalid' });
  });

  it.each(['cursor=nonsense', `cursor=${Buffer.from('["operations",1]').toString('base64url')}`])(
    'refuses the cursor of another list: %s',
    async (query) =>
      expect(await ask(`/v1/boards?${query}`)).toMatchObject({
        ...{ status: 400, kind: 'bad-cursor' },
        errors: [{ parameter: 'cursor' }],
      }),
  );

  it('names the parameter that is wrong', async () => {
    expect(await ask('/v1/operations?limit=0')).toMatchObject({ status: 400, errors: [{ parameter: 'limit' }] });
    expect(await ask('/v1/operations?state=odd')).toMatchObject({ errors: [{ parameter: 'state' }] });
  });

  it('describes itself to anybody, with a page to try it that loads nothing from elsewhere', async () => {
    const description = await fetch(`${fixture.url}/v1/openapi.json`);
    expect(await description.json()).toMatchObject({ openapi: '3.1.0', paths: { '/v1/boards': {} } });
    const page = await fetch(`${fixture.url}/v1/docs`);
    const html = await page.text();
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(loaded.length).toBeGreaterThan(3);
    for (const address of loaded) {
      expect(address).toMatch(/^\/v1\/docs\//);
      expect((await fetch(`${fixture.url}${address}`)).status).toBe(200);
    }
    expect(page.headers.get('content-security-policy')).not.toMatch(/https?:|\*/);
    expect((await fetch(`${fixture.url}/v1/docs/static/nothing.js`)).status).toBe(404);
    const kinds = (await (await fetch(`${fixture.url}/v1/problems`)).json()) as { type: string }[];
    expect(kinds.map(({ type }) => type)).toContain('/v1/problems#board-full');
  });

  it('logs no token', () => expect(fixture.logs.text()).not.toContain(secret));
});
