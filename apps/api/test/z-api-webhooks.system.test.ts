import { type HeardChat, recordConnection, recordMessages, recordPin } from '@pinwheel/pinning';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';
import { address, allowing, allSaid, bodies, deliveriesOf, forgetDeliveries } from './webhooks.js';

const at = Date.parse('2026-01-05T09:00:00Z');
const bia = { jid: '81896604192873@lid', name: 'Bia', fromMe: false, alt: '5544999999999@s.whatsapp.net' };

describe('webhooks in Z-API’s words', () => {
  let fixture: Fixture;
  let token: string;
  beforeAll(async () => {
    fixture = await openFixture('postgres', allowing);
    await fixture.context.database.instances.update('main', { name: 'Portaria', lid: '99@lid' });
    token = await fixture.token('hooks', 'main');
  });
  afterAll(() => fixture[Symbol.asyncDispose]());
  afterEach(() => forgetDeliveries(fixture));

  async function put(name: string, body: unknown, type = 'application/json') {
    const url = `${fixture.url}/instances/main/token/${token}/${name}`;
    const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body: JSON.stringify(body) });
    return [answer.status, await answer.json()];
  }

  const done = [200, { value: true }];

  /** Somebody pins, or unpins, the first message of a new chat. */
  async function pinBy(
    by: typeof bia,
    action: 'pin' | 'unpin',
    { chat = {}, says = '5511988887777@s.whatsapp.net' }: { chat?: Partial<HeardChat>; says?: string } = {},
  ) {
    const { jid, ids } = await fixture.hear(1, chat, { past: true, participantAlt: says });
    const target = { remoteJid: jid, id: ids[0]!, fromMe: false, participant: '77@lid' };
    const wireId = `3EB0${jid.slice(0, 18)}${action}`;
    const durationSeconds = action === 'pin' ? 604_800 : 0;
    await recordPin(fixture.context.deps, 'main', { chatJid: jid, wireId, by, action, target, durationSeconds, at });
    return { jid, wireId, messageId: ids[0]! };
  }

  it('tells a pin in a group with exactly the documented keys', async () => {
    expect(await put('update-webhook-received', { value: address })).toEqual(done);
    const { jid, wireId, messageId } = await pinBy(bia, 'pin');
    const [body] = await bodies(fixture, 1);
    expect(body).toEqual({
      ...{ isStatusReply: false, senderLid: '81896604192873@lid', connectedPhone: '5511999990000' },
      ...{ waitingMessage: false, isEdit: false, isGroup: true, isNewsletter: false, instanceId: 'main' },
      ...{ messageId: wireId, phone: jid.replace('@g.us', '-group'), fromMe: false, momment: at, status: 'RECEIVED' },
      ...{ chatName: 'Moradores', senderPhoto: null, senderName: 'Bia', participantPhone: '5544999999999' },
      ...{ participantLid: '81896604192873@lid', photo: null, broadcast: false, type: 'ReceivedCallback' },
      pinMessage: {
        action: 'pin',
        pinDurationInSecs: 604_800,
        referencedMessage: { messageId, fromMe: false, phone: '5511988887777', participant: '5511988887777' },
      },
    });
    expect(Object.keys(body!)).toEqual([
      ...['isStatusReply', 'senderLid', 'connectedPhone', 'waitingMessage', 'isEdit', 'isGroup', 'isNewsletter'],
      ...['instanceId', 'messageId', 'phone', 'fromMe', 'momment', 'status', 'chatName', 'senderPhoto', 'senderName'],
      ...['participantPhone', 'participantLid', 'photo', 'broadcast', 'type', 'pinMessage'],
    ]);
  });

  it('tells an unpin in a private chat by the other side’s number', async () => {
    await put('update-webhook-received', { value: address });
    const chat = { jid: bia.jid, kind: 'private' as const, name: 'Bia' };
    const { messageId } = await pinBy(bia, 'unpin', { chat, says: bia.alt });
    expect(await bodies(fixture, 1)).toMatchObject([
      {
        ...{ isGroup: false, phone: '5544999999999', participantPhone: null, participantLid: null, chatName: 'Bia' },
        pinMessage: { action: 'unpin', pinDurationInSecs: 0, referencedMessage: { messageId, participant: null } },
      },
    ]);
  });

  it('tells a text in the same envelope, and nothing of media', async () => {
    await put('update-webhook-received', { value: address });
    const { jid } = await fixture.hear(1, {}, { kind: 'image', text: 'a photo' });
    const key = { remoteJid: jid, id: '3EB0TEXT', fromMe: false, participant: '77@lid' };
    const from = {
      key,
      participantAlt: '5511988887777@s.whatsapp.net',
      addressing: 'lid' as const,
      senderName: 'Maria',
    };
    const said = { chatJid: jid, kind: 'text' as const, text: 'Olá', sentAt: at, raw: Uint8Array.of(1) };
    await recordMessages(fixture.context.deps, 'main', [{ ...from, ...said }]);
    const [body] = await bodies(fixture, 1);
    expect(body).toMatchObject({
      ...{ messageId: '3EB0TEXT', momment: at, senderName: 'Maria', participantPhone: '5511988887777' },
      text: { message: 'Olá' },
    });
    expect(body).not.toHaveProperty('pinMessage');
  });

  it('tells what the account itself does only when it is asked to', async () => {
    const own = { jid: '5511999990000@s.whatsapp.net', name: null, fromMe: true, alt: null };
    const ours = { ...bia, ...own } as unknown as typeof bia;
    await put('update-webhook-received', { value: address });
    await pinBy(ours, 'pin');
    await allSaid(fixture);
    expect(await put('update-notify-sent-by-me', { notifySentByMe: true })).toEqual([200, { value: true }]);
    await pinBy(ours, 'pin');
    expect(await bodies(fixture, 1)).toMatchObject([
      { fromMe: true, senderLid: '99@lid', senderName: 'Portaria', participantPhone: '5511999990000' },
    ]);
    expect(await put('update-notify-sent-by-me', { notifySentByMe: false })).toEqual([200, { value: false }]);
    await pinBy(ours, 'pin');
    await pinBy(bia, 'pin');
    expect(await bodies(fixture, 2)).toMatchObject([{ fromMe: true }, { fromMe: false }]);
  });

  it('prefers the address that was set for both, as long as one’s own is told', async () => {
    const urls = async () => {
      const found = await fixture.context.database.webhooks.all('main');
      return found.filter(({ label }) => label === 'received').map(({ url, enabled }) => (enabled ? url : null));
    };
    await put('update-webhook-received', { value: `${address}/others` });
    await put('update-webhook-received-delivery', { value: `${address}/all` });
    expect(await urls()).toEqual([`${address}/all`]);
    await put('update-notify-sent-by-me', { notifySentByMe: false });
    expect(await urls()).toEqual([`${address}/others`]);
    await put('update-every-webhooks', { value: address, notifySentByMe: true });
    expect(await urls()).toEqual([address]);
    expect((await fixture.context.database.webhooks.all('main')).map(({ url }) => url)).toEqual(Array(5).fill(address));
    await put('update-every-webhooks', { value: '' });
    expect((await fixture.context.database.webhooks.all('main')).map(({ enabled }) => enabled)).toEqual(
      Array(5).fill(false),
    );
  });

  it('tells how what it was asked to do ended', async () => {
    await put('update-webhook-delivery', { value: address });
    await put('update-webhook-message-status', { value: address });
    const { jid, ids } = await fixture.hear(2, {}, { past: true });
    const phone = jid.replace('@g.us', '-group');
    const pin = async (messageId: string) => {
      const answer = await fetch(`${fixture.url}/instances/main/token/${token}/pin-message`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phone, messageId, messageAction: 'pin', pinMessageDuration: '7_days' }),
      });
      return (await answer.json()) as { zaapId: string; messageId: string };
    };
    const { zaapId, messageId } = await pin(ids[0]!);
    const told = await bodies(fixture, 2);
    // Two webhooks are told the same end in whatever order.
    const ofType = (type: string) => told.find((body) => body['type'] === type);
    expect(ofType('DeliveryCallback')).toEqual({
      phone,
      zaapId,
      messageId,
      type: 'DeliveryCallback',
      instanceId: 'main',
    });
    expect(ofType('MessageStatusCallback')).toEqual({
      ...{ instanceId: 'main', status: 'SENT', ids: [messageId], momment: expect.any(Number) as number },
      ...{ phoneDevice: 0, phone, type: 'MessageStatusCallback', isGroup: true },
    });
    fixture.outcomes.push({ kind: 'refused', code: 403 });
    await pin(ids[1]!);
    const [, , failed] = await bodies(fixture, 3);
    expect(failed).toMatchObject({ type: 'DeliveryCallback', error: 'WhatsApp refused it with the number 403' });
  });

  it('tells that the account was connected and disconnected', async () => {
    await put('update-webhook-connected', { value: address });
    await put('update-webhook-disconnected', { value: address });
    const { deps } = fixture.context;
    await recordConnection(deps, 'main', { connectedSince: null });
    await recordConnection(deps, 'main', { connectedSince: at });
    const momment = expect.any(Number) as number;
    expect(await bodies(fixture, 2)).toEqual([
      {
        ...{ momment, error: 'Device has been disconnected', disconnected: true },
        ...{ type: 'DisconnectedCallback', instanceId: 'main' },
      },
      { type: 'ConnectedCallback', connected: true, momment, instanceId: 'main', phone: '5511999990000' },
    ]);
  });

  it('names what is wrong with an address, and changes nothing', async () => {
    expect(await put('update-webhook-received', { value: 'example.com' })).toEqual([
      400,
      { error: 'value: the address is not a URL' },
    ]);
    expect(await put('update-webhook-received', { value: 'http://10.0.0.1/' })).toMatchObject([
      400,
      { error: expect.stringContaining('WEBHOOK_PRIVATE_NETWORKS') as string },
    ]);
    const statusOf = async (...asked: Parameters<typeof put>) => (await put(...asked))[0];
    expect(await statusOf('update-webhook-received', { value: 7 })).toBe(400);
    expect(await statusOf('update-notify-sent-by-me', { notifySentByMe: 'yes' })).toBe(400);
    expect(await statusOf('update-webhook-received', { value: address }, 'text/plain')).toBe(415);
    expect(await fixture.context.database.webhooks.all('main')).toEqual([]);
  });

  it('goes with the token of its instance, and says which method it takes', async () => {
    const url = (secret: string) => `${fixture.url}/instances/main/token/${secret}/update-webhook-received`;
    const body = JSON.stringify({ value: address });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(url('wrong'), { method: 'PUT', headers, body })).status).toBe(403);
    const strayed = await fetch(url(token), { method: 'POST', headers, body });
    expect([strayed.status, strayed.headers.get('allow')]).toEqual([405, 'PUT']);
    expect(await deliveriesOf(fixture)).toEqual([]);
  });
});
