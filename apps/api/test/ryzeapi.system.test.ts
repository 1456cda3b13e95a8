import { eventually, describeOnQueueBackends } from '@pinwheel/testing';
import { afterAll, afterEach, beforeAll, expect, it, describe } from 'vitest';
import { acknowledged, type Fixture, later, openFixture } from './fixture.js';

const failure = (message: string) => ({ success: false, error: { message } });

describe('the RyzeAPI dialect', () => {
  let fixture: Fixture;
  let account: string;
  let own: string;
  beforeAll(async () => {
    fixture = await openFixture();
    [account, own] = [await fixture.token('account'), await fixture.token('own', 'main')];
    await fixture.context.deps.instances.create('branch');
  });
  afterEach(async () => {
    // Each test has its own hundred.
    await fixture.context.database.tokens.revoke('account', Date.now());
    account = await fixture.token('account');
    fixture.sent.length = 0;
    fixture.outcomes.length = 0;
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  interface Request {
    body?: unknown;
    raw?: string;
    path?: string;
    method?: string;
    headers?: Record<string, string>;
  }

  async function call({ body, raw, path = 'main', method = 'POST', headers = { token: account } }: Request) {
    const answer = await fetch(`${fixture.url}/api/chat/pinMessage/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'GET' ? {} : { body: raw ?? JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown };
  }
  const isAnswered = async (request: Request, status: number, message: string) => {
    const answer = await call(request);
    expect(answer.body).toEqual(failure(message));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-ratelimit-limit')).toBe('100');
  };

  it('pins by the id alone, and answers when WhatsApp has acknowledged it', async () => {
    const { jid, ids } = await fixture.hear(1);
    const [waits, answers] = [later(), [] as unknown[]];
    fixture.outcomes.push(waits.outcome);
    const answer = call({ body: { pin: true, messageId: ids[0], duration: '30d' } }).then(
      (got) => (answers.push(got), got),
    );
    await eventually(() => expect(fixture.sent).toHaveLength(1));
    expect(answers).toEqual([]);
    waits.say(acknowledged);
    const { status, body } = await answer;
    expect([status, JSON.stringify(body)]).toEqual([
      200,
      `{"success":true,"message":"Message pinned successfully","chat_jid":"${jid}","message_id":"${ids[0]}","pinned":true,"duration":"30d"}`,
    ]);
    expect(fixture.sent).toMatchObject([
      {
        chatJid: jid,
        content: {
          kind: 'pin',
          durationSeconds: 2_592_000,
          key: { id: ids[0], remoteJid: jid, participant: '77@lid' },
        },
      },
    ]);
  });

  it.each([
    ['24h', 86_400],
    ['7d', 604_800],
    ['30d', 2_592_000],
    [undefined, 604_800],
    [null, 604_800],
    ['', 604_800],
  ])('takes the duration %s as %d s', async (duration, seconds) => {
    const { ids } = await fixture.hear(1);
    const { body } = await call({ body: { pin: true, messageId: ids[0], duration } });
    expect(body).toMatchObject({ duration: duration || '7d' });
    expect(fixture.sent[0]!.content).toMatchObject({ durationSeconds: seconds });
  });

  it.each(['30d', 'banana', 5, { any: 'thing' }])('unpins, and does not look at the duration %s', async (duration) => {
    const { jid, ids } = await fixture.hear(1);
    const { status, body } = await call({ body: { pin: false, messageId: ids[0], duration } });
    expect([status, JSON.stringify(body)]).toEqual([
      200,
      `{"success":true,"message":"Message unpinned successfully","chat_jid":"${jid}","message_id":"${ids[0]}","pinned":false}`,
    ]);
    expect(fixture.sent[0]!.content).toMatchObject({ kind: 'unpin' });
  });

  it('answers a repetition with the same body and sends nothing new while the same pin stands', async () => {
    const { ids } = await fixture.hear(1);
    const request = { body: { pin: true, messageId: ids[0], duration: '24h' } };
    const first = await call(request);
    for (let n = 0; n < 3; n += 1) expect((await call(request)).body).toEqual(first.body);
    expect(fixture.sent).toHaveLength(1);
    await call({ body: { pin: true, messageId: ids[0], duration: '7d' } });
    expect(fixture.sent).toHaveLength(2);
  });

  it('makes one operation of the same request twenty times at once', async () => {
    const { ids } = await fixture.hear(1);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call({ body: { pin: true, messageId: ids[0] } })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(fixture.sent).toHaveLength(1);
  });

  it('lets the oldest pin go where three stand', async () => {
    const { ids } = await fixture.hear(4);
    for (const messageId of ids) expect((await call({ body: { pin: true, messageId } })).status).toBe(200);
    expect(fixture.sent.slice(3).map(({ content }) => [content.kind, 'key' in content && content.key.id])).toEqual([
      ['unpin', ids[0]],
      ['pin', ids[3]],
    ]);
  });

  describe('its table of errors', () => {
    it('400: no name of an instance', async () => {
      for (const path of ['', '%20']) await isAnswered({ path, body: {} }, 400, 'Instance name is required');
      const bare = await fetch(`${fixture.url}/api/chat/pinMessage`, { method: 'POST', headers: { token: account } });
      expect([bare.status, await bare.json()]).toEqual([400, failure('Instance name is required')]);
    });

    it.each([
      ['half an object', '{"pin":'],
      ['no body', ''],
      ['words', 'pin it'],
      ['a NUL', '\0'],
      ['a poisoned prototype', '{"pin":true,"messageId":"x","__proto__":{"a":1}}'],
      ['deep nesting', `{"messageId":"x","pin":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
      ['a list', '[]'],
      ['null', 'null'],
      ['a string', '"x"'],
      ['a number for the id', '{"pin":true,"messageId":7}'],
      ['a string for pin', '{"pin":"true","messageId":"x"}'],
      ['no pin', '{"messageId":"x"}'],
      ['a number for the duration', '{"pin":true,"messageId":"x","duration":7}'],
    ])('400: a bad body: %s', async (_, raw) => {
      const { status, body } = await call({ raw });
      expect(body).toEqual(failure(expect.stringMatching(/^Invalid request body: ./) as string));
      expect(status).toBe(400);
      expect(JSON.stringify(body)).not.toMatch(/\.[jt]s:|node_modules/);
    });

    it('400: another type than JSON, or none', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
        expect(await call({ body: {}, headers: { token: account, 'content-type': type } })).toMatchObject({
          status: 400,
          body: failure(expect.stringMatching(/^Invalid request body: /) as string),
        });
    });

    it('413: a body of 65 KiB', async () => {
      const answer = await call({ body: { pin: true, messageId: 'x'.repeat(65 * 1_024) } });
      expect(answer).toMatchObject({ status: 413, body: failure('The body is larger than 65536 bytes') });
    });

    it('400: no id of a message', async () => {
      for (const body of [{}, { pin: true }, { pin: false, messageId: null }, { pin: true, messageId: ' ' }])
        await isAnswered({ body }, 400, 'messageId is required');
    });

    it('401: no token, also not one in the address', async () => {
      await isAnswered({ body: {}, headers: {} }, 401, 'Missing token in header');
      await isAnswered({ body: {}, headers: { token: '' } }, 401, 'Missing token in header');
      await isAnswered({ body: {}, headers: {}, path: `main?token=${account}` }, 401, 'Missing token in header');
    });

    it('401: a wrong token, and one that was revoked', async () => {
      const wrong: Record<string, string>[] = [{ token: 'x' }, { authorization: 'Bearer x' }, { token: `${own}x` }];
      const revoked = await fixture.token('gone');
      await fixture.context.database.tokens.revoke('gone', Date.now());
      for (const headers of [...wrong, { token: revoked }])
        await isAnswered({ body: {}, headers }, 401, 'Invalid token');
    });

    it('403: the token of one instance for another, whether that exists or not', async () => {
      for (const path of ['branch', 'nowhere'])
        await isAnswered(
          { path, body: {}, headers: { token: own } },
          403,
          'Instance token does not match the instance',
        );
    });

    it('404: an instance that is not there', async () => {
      for (const path of ['nowhere', '%zz', '%ff', 'x'.repeat(4_096)])
        await isAnswered({ path, body: {} }, 404, 'Instance not found');
    });

    it('500: a message that is not there, of whatever id', async () => {
      for (const messageId of ['3EB0NOBODY', 'x'.repeat(4_096), 'a\0b', '\ud800', '%s', "'; drop table messages"])
        await isAnswered({ body: { pin: true, messageId } }, 500, `message with ID ${messageId} not found`);
    });

    it('500: a bad duration', async () => {
      for (const duration of ['7D', '1d', '7_days', 'constructor', '604800'])
        await isAnswered(
          { body: { pin: true, messageId: 'x', duration } },
          500,
          `invalid duration "${duration}": use "24h", "7d" or "30d"`,
        );
    });

    it('500: an instance without connection; nothing is kept for later', async () => {
      const { ids } = await fixture.hear(1);
      await fixture.disconnect();
      await isAnswered({ body: { pin: true, messageId: ids[0] } }, 500, 'WhatsApp client is not connected');
      expect((await fixture.context.deps.store.countOperations(Date.now())).waiting).toBe(0);
      await fixture.connect();
    });

    it('404 in the same envelope: another method, another address', async () => {
      expect(await call({ method: 'GET' })).toMatchObject({ status: 404, body: failure(expect.any(String) as string) });
      const elsewhere = await fetch(`${fixture.url}/api/nowhere`, { headers: { token: account } });
      expect(await elsewhere.json()).toEqual(failure('There is nothing at this address'));
    });
  });

  it('takes a bearer’s token, and the token of the instance itself', async () => {
    const { ids } = await fixture.hear(1);
    const body = { pin: true, messageId: ids[0] };
    const ways: Record<string, string>[] = [
      { authorization: `Bearer ${account}` },
      { authorization: `bearer ${own}` },
      { token: own },
    ];
    for (const headers of ways) expect((await call({ body, headers })).status).toBe(200);
  });

  it('says what WhatsApp refused, and what it would refuse, with 409', async () => {
    const { ids } = await fixture.hear(1);
    fixture.outcomes.push({ kind: 'refused', code: 403 });
    const request = { body: { pin: true, messageId: ids[0] } };
    await isAnswered(request, 409, 'WhatsApp refused it with the number 403');
    expect((await call(request)).status).toBe(200);
    const closed = await fixture.hear(1, { onlyAdminsEdit: true });
    await isAnswered(
      { body: { pin: true, messageId: closed.ids[0] } },
      409,
      'only admins may pin in that chat, and the account is not one of them',
    );
  });

  it('never says success before the verdict: after 15 s it says so, and the same request waits for the same pin', async () => {
    const { ids } = await fixture.hear(1);
    const waits = later();
    fixture.outcomes.push(waits.outcome);
    const request = { body: { pin: true, messageId: ids[0] } };
    const began = Date.now();
    const { status, body } = await call(request);
    expect(Date.now() - began).toBeGreaterThanOrEqual(14_900);
    expect([status, JSON.stringify(body)]).toEqual([409, expect.stringContaining('still under way')]);
    const again = call(request);
    waits.say(acknowledged);
    expect((await again).status).toBe(200);
    expect(fixture.sent).toHaveLength(1);
  });

  it('forgets a client that hangs up; his pin is carried out all the same', async () => {
    const { ids } = await fixture.hear(1);
    const [waits, client] = [later(), new AbortController()];
    fixture.outcomes.push(waits.outcome);
    const answer = fetch(`${fixture.url}/api/chat/pinMessage/main`, {
      method: 'POST',
      headers: { token: account, 'content-type': 'application/json' },
      body: JSON.stringify({ pin: true, messageId: ids[0] }),
      signal: client.signal,
    }).catch((error: Error) => error.name);
    const { ends } = fixture.context.database;
    await eventually(() => expect([fixture.sent.length, ends.awaited]).toEqual([1, 1]));
    client.abort();
    expect(await answer).toBe('AbortError');
    await eventually(() => expect(ends.awaited).toBe(0));
    waits.say(acknowledged);
    await eventually(async () => expect((await call({ body: { pin: true, messageId: ids[0] } })).status).toBe(200));
    expect(fixture.sent).toHaveLength(1);
  });

  it('acts in the name of the token', async () => {
    const { ids } = await fixture.hear(1);
    await call({ body: { pin: true, messageId: ids[0] }, headers: { token: own } });
    const { wireIds } = fixture.context.database;
    const [found] = await wireIds.find('main', ids[0]!);
    const [pin] = await fixture.context.deps.store.standingPins(found!.chat.id, Date.now());
    expect(pin!.by).toMatchObject({ kind: 'token', name: 'own' });
  });

  it('logs no token, wherever it was put', async () => {
    await call({ body: {}, headers: { token: own } });
    await call({ body: {}, headers: {}, path: `main?token=${own}` });
    await call({ body: {}, path: own });
    await fetch(`${fixture.url}/api/${own}`, { headers: { authorization: `Bearer ${account}` } });
    for (const secret of [own, account]) expect(fixture.logs.text()).not.toContain(secret);
    expect(fixture.logs.text()).toContain('/api/chat/pinMessage/:instance');
  });
});

describeOnQueueBackends('the limit of 100 a minute', (backend) => {
  it('is counted for each token by all processes together, and told on every answer', async () => {
    await using fixture = await openFixture(backend);
    const [shop, office] = [await fixture.token('shop'), await fixture.token('office')];
    const urls = [fixture.url, await fixture.another()];
    const call = (n: number, token: string) =>
      fetch(`${urls[n % 2]}/api/chat/pinMessage/main`, { method: 'POST', headers: { token } });
    const began = Math.floor(Date.now() / 1_000);
    const answers = await Promise.all(Array.from({ length: 105 }, (_, n) => call(n, shop)));
    const byStatus = (status: number) => answers.filter((answer) => answer.status === status);
    expect([byStatus(400).length, byStatus(429).length]).toEqual([100, 5]);
    for (const { headers } of answers) {
      expect(headers.get('x-ratelimit-limit')).toBe('100');
      const reset = Number(headers.get('x-ratelimit-reset'));
      expect(reset).toBeGreaterThan(began);
      expect(reset).toBeLessThanOrEqual(Math.ceil(Date.now() / 1_000) + 60);
    }
    const remaining = byStatus(400).map(({ headers }) => Number(headers.get('x-ratelimit-remaining')));
    expect(remaining.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(await byStatus(429)[0]!.json()).toEqual(failure('Rate limit exceeded. Try again later.'));
    expect(byStatus(429)[0]!.headers.get('x-ratelimit-remaining')).toBe('0');
    expect((await call(0, office)).headers.get('x-ratelimit-remaining')).toBe('99');
  });
});
