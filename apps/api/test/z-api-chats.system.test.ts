import { pinChat } from '@pinwheel/pinning';
import { eventually } from '@pinwheel/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, later, openFixture } from './fixture.js';

const withType = { 'content-type': 'application/json' };

describe('the Z-API dialect, beside pins of messages', () => {
  let fixture: Fixture;
  let token: string;
  beforeAll(async () => {
    fixture = await openFixture();
    token = await fixture.token('shop', 'main');
  });
  afterEach(async () => {
    await fixture.connect();
    await eventually(async () => expect((await fixture.context.database.programQueue.count('main')).all).toBe(0));
    fixture.sent.length = 0;
    fixture.outcomes.length = 0;
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  async function call(method: string, path: string, body?: unknown, url = fixture.url) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: withType };
    const answer = await fetch(`${url}/instances/main/token/${token}/${path}`, { method, ...sent });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  }
  const modify = (body: unknown) => call('POST', 'modify-chat', body);

  describe('modify-chat', () => {
    it('pins and unpins the chat itself, and answers when WhatsApp has acknowledged it', async () => {
      const { jid } = await fixture.hear(1);
      const phone = jid.replace('@g.us', '-group');
      expect(await modify({ phone, action: 'pin' })).toMatchObject({ status: 200, body: { value: true } });
      expect(await modify({ phone: jid, action: 'unpin' })).toMatchObject({ status: 200, body: { value: true } });
      expect(fixture.sent).toMatchObject([
        { chatJid: jid, content: { kind: 'pin_chat', pinned: true } },
        { chatJid: jid, content: { kind: 'pin_chat', pinned: false } },
      ]);
    });

    it('finds a private chat by number, with the ninth digit or without, and by LID', async () => {
      const lid = '71896604192873@lid';
      await fixture.hear(1, { jid: lid, kind: 'private' }, { participantAlt: '5511966665555@s.whatsapp.net' });
      await fixture.hear(1, { jid: '551144443333@s.whatsapp.net', kind: 'private' });
      for (const [phone, jid] of [
        [lid, lid],
        ['5511966665555', lid],
        [551166665555, lid],
        ['551144443333', '551144443333@s.whatsapp.net'],
      ] as const) {
        fixture.sent.length = 0;
        expect((await modify({ phone, action: 'pin' })).status).toBe(200);
        expect(fixture.sent).toMatchObject([{ chatJid: jid }]);
      }
      expect(await modify({ phone: '5511900000000', action: 'pin' })).toMatchObject({
        status: 404,
        body: { error: 'Chat not found' },
      });
    });

    it.each([
      ['phone', { phone: undefined }],
      ['phone', { phone: '+55 (11) 99999-8888' }],
      ['action', { action: undefined }],
      ['action', { action: 'archive' }],
      ['action', { action: true }],
    ])('400 naming %s: %j', async (field, fields) => {
      const { status, body } = await modify({ phone: '5511999998888', action: 'pin', ...fields });
      expect([status, body['error']]).toEqual([400, expect.stringMatching(new RegExp(`^${field} must be `)) as string]);
    });

    it('says with 409 that there is no room, what WhatsApp refused, and that a channel has no such place', async () => {
      const { jid } = await fixture.hear(1);
      fixture.outcomes.push({ kind: 'given_up', reason: 'pinned_chats_full' }, { kind: 'refused', code: 403 });
      const said = async (phone: string) => {
        const { status, body } = await modify({ phone, action: 'pin' });
        return `${status} ${String(body['error'])}`;
      };
      expect(await said(jid)).toMatch(/^409 .*3 chats are pinned already/);
      expect(await said(jid)).toBe('409 WhatsApp refused it with the number 403');
      const channel = await fixture.hear(1, { jid: '120363999999999999@newsletter', kind: 'channel' });
      expect(await said(channel.jid)).toMatch(/^409 .*channels/);
    });

    it('202 where the verdict does not come in time, and 200 where it waits for a connection', async () => {
      const { jid } = await fixture.hear(1);
      const waits = later();
      fixture.outcomes.push(waits.outcome);
      const impatient = await fixture.another({ verdictPatienceMs: 300 });
      const late = await call('POST', 'modify-chat', { phone: jid, action: 'pin' }, impatient);
      expect(late).toMatchObject({ status: 202, body: { value: true } });
      waits.say({ kind: 'acknowledged' });
      await fixture.disconnect();
      expect(await modify({ phone: jid, action: 'unpin' })).toMatchObject({ status: 200, body: { value: true } });
      expect(fixture.sent).toHaveLength(1);
      await fixture.connect();
      await eventually(() => expect(fixture.sent).toHaveLength(2));
    });
  });

  describe('queue', () => {
    /** A chat with this many unpins and a chat pin that wait for a connection. */
    async function waiting(count: number) {
      const { jid, ids } = await fixture.hear(count);
      await fixture.disconnect();
      const phone = jid.replace('@g.us', '-group');
      const zaapIds: string[] = [];
      for (const messageId of ids) {
        const { body } = await call('POST', 'pin-message', { phone, messageId, messageAction: 'unpin' });
        zaapIds.push(body['zaapId'] as string);
      }
      await modify({ phone, action: 'pin' });
      return { phone, ids, zaapIds };
    }

    it('lists in pages what programs have asked for, and counts it', async () => {
      const { phone, ids, zaapIds } = await waiting(2);
      const { body } = await call('GET', 'queue?page=1&pageSize=100');
      const rest = { InstanceId: 'main', Phone: phone, Created: expect.any(Number) as number, State: 'waiting' };
      expect(body).toEqual({
        size: 3,
        messages: [
          ...ids.map((_, index) => ({
            ...{ ...rest, _id: zaapIds[index], ZaapId: zaapIds[index], Operation: 'unpin' },
            ...{
              MessageId: expect.stringMatching(/^3EB0/) as string,
              Message: expect.stringMatching(/^Message /) as string,
            },
          })),
          expect.objectContaining({ ...rest, Message: '', Operation: 'pin-chat' }) as object,
        ],
      });
      const second = await call('GET', 'queue?page=2&pageSize=1');
      expect(second.body).toMatchObject({ size: 3, messages: [{ ZaapId: zaapIds[1] }] });
      expect((await call('GET', 'queue?page=9&pageSize=100')).body).toEqual({ size: 3, messages: [] });
      expect((await call('GET', 'queue/count')).body).toEqual({ count: 3 });
    });

    it.each(['page=0', 'page=x', 'page=-1', 'page=1.5', 'page=1&page=2', 'pageSize=0', 'pageSize=101', 'pageSize=%00'])(
      '400 naming what is wrong: %s',
      async (query) => {
        const { status, body } = await call('GET', `queue?${query}`);
        expect([status, body['error']]).toEqual([
          400,
          expect.stringMatching(/^page(Size)? must be a whole number/) as string,
        ]);
      },
    );

    it('withdraws what nobody has tried yet, and says how many: nothing of it is sent later', async () => {
      await waiting(2);
      expect(await call('DELETE', 'queue')).toMatchObject({
        status: 200,
        body: { value: true, withdrawn: 3, kept: 0 },
      });
      expect((await call('GET', 'queue')).body).toEqual({ size: 0, messages: [] });
      const { rows } = await fixture.context.database.drizzle.execute<{ cancel_reason: string }>(
        `select cancel_reason from operations where cancel_reason = 'withdrawn'`,
      );
      expect(rows.map(({ cancel_reason: reason }) => reason)).toEqual(Array(3).fill('withdrawn'));
      await fixture.connect();
      const { jid } = await fixture.hear(1);
      await modify({ phone: jid, action: 'pin' });
      expect(fixture.sent).toMatchObject([{ chatJid: jid }]);
    });

    it('keeps what was tried, and goes on with what is left in its chat', async () => {
      const { jid, ids } = await fixture.hear(2);
      const waits = later();
      fixture.outcomes.push(waits.outcome);
      const impatient = await fixture.another({ verdictPatienceMs: 300 });
      const unpin = (messageId: string) =>
        call('POST', 'pin-message', { phone: jid, messageId, messageAction: 'unpin' }, impatient);
      const tried = (await unpin(ids[0]!)).body['zaapId'] as string;
      const untried = (await unpin(ids[1]!)).body['zaapId'] as string;
      await call('POST', 'modify-chat', { phone: jid, action: 'pin' }, impatient);
      expect(await call('DELETE', `queue/${tried}`)).toMatchObject({
        status: 409,
        body: { error: expect.stringContaining('attempt') as string },
      });
      expect(await call('DELETE', `queue/${untried}`)).toMatchObject({ status: 200, body: { value: true } });
      expect((await call('DELETE', `queue/${untried}`)).status).toBe(404);
      for (const id of ['nobody', '%00', 'x'.repeat(4_096)])
        expect((await call('DELETE', `queue/${id}`)).status).toBe(404);
      waits.say({ kind: 'acknowledged' });
      await eventually(() => expect(fixture.sent.map(({ content }) => content.kind)).toEqual(['unpin', 'pin_chat']));
    });

    it('is of programs alone: what an admin wants is neither listed nor withdrawn', async () => {
      const { jid } = await fixture.hear(1);
      await fixture.disconnect();
      const chatId = (await fixture.context.deps.store.chatIdOf('main', jid))!;
      const actor = { kind: 'admin', telegramId: 7, name: 'Ana' } as const;
      await pinChat(fixture.context.deps, { chatId, actor, pinned: true, source: 'telegram:1', repeated: 'send' });
      expect((await call('GET', 'queue')).body).toEqual({ size: 0, messages: [] });
      expect((await call('DELETE', 'queue')).body).toEqual({ value: true, withdrawn: 0, kept: 0 });
      await fixture.connect();
      await eventually(() => expect(fixture.sent).toHaveLength(1));
    });

    it('takes a thousand for an instance without connection, however many come at once, and refuses the next with 429', async () => {
      const { jid, ids } = await fixture.hear(1);
      const others = await Promise.all(Array.from({ length: 20 }, () => fixture.hear(1)));
      await fixture.disconnect();
      const body = { phone: jid, messageId: ids[0], messageAction: 'unpin' };
      expect((await call('POST', 'pin-message', body)).status).toBe(200);
      await fixture.context.database.drizzle.execute(`
        with waiting as (
          select o.*, c.actor, c.made_at from operations o join commands c on c.id = o.command_id where o.state = 'waiting'
        ), more as (
          insert into commands (id, source, kind, chat_id, actor, made_at)
          select 'copy ' || n, 'copy ' || n, 'unpin', chat_id, actor, made_at from waiting, generate_series(1, 994) n
        )
        insert into operations (id, command_id, instance_id, chat_id, content, wire_id, state, attempt, wake_at)
        select 'copy ' || n, 'copy ' || n, instance_id, chat_id, content, 'COPY' || n, state, 0, wake_at
        from waiting, generate_series(1, 994) n`);
      const atOnce = await Promise.all(others.map((each) => modify({ phone: each.jid, action: 'pin' })));
      expect(atOnce.filter(({ status }) => status === 200)).toHaveLength(5);
      for (const [path, asked] of [
        ['pin-message', body],
        ['modify-chat', { phone: jid, action: 'pin' }],
      ] as const)
        expect(await call('POST', path, asked)).toMatchObject({
          status: 429,
          body: { error: 'The queue is full: 1000 operations wait for the connection' },
        });
      expect((await call('DELETE', 'queue')).body).toEqual({ value: true, withdrawn: 1_000, kept: 0 });
      expect((await call('POST', 'pin-message', body)).status).toBe(200);
    }, 30_000);
  });

  it.each([
    ['PUT', 'modify-chat', 'POST'],
    ['POST', 'queue', 'GET, HEAD, DELETE'],
    ['DELETE', 'queue/count', ''],
    ['PUT', 'queue/count', 'GET, HEAD'],
    ['GET', 'queue/abc', 'DELETE'],
  ])('405 and Allow: %s %s', async (method, path, allow) => {
    const { status, headers } = await call(method, path);
    expect([status, headers.get('allow') ?? '']).toEqual(allow === '' ? [404, ''] : [405, allow]);
  });

  it('415: modify-chat of another type, or of none', async () => {
    for (const headers of [new Headers({ 'content-type': 'text/plain' }), new Headers()]) {
      const body = Buffer.from('{"phone":"5511999998888","action":"pin"}');
      const url = `${fixture.url}/instances/main/token/${token}/modify-chat`;
      const answer = await fetch(url, { method: 'POST', headers, body });
      expect([answer.status, await answer.json()]).toEqual([
        415,
        { error: 'The Content-Type must be application/json' },
      ]);
    }
  });
});
