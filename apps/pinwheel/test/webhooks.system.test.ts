import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  describeOnQueueBackends,
  eventually,
  type ReceivedPost,
  type Receiver,
  startReceiver,
} from '@pinwheel/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answer, type House, link, openHouse, say } from './house.js';
import { canRun, type Verifier, verifiers, verify } from './vendors/verifiers.js';

describeOnQueueBackends('webhooks', (backend) => {
  let house: House;
  let receiver: Receiver;
  let token: string;
  let secret: string;
  let directory: string;
  beforeAll(async () => {
    house = await openHouse(backend, { env: { WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1' } });
    await link(house);
    receiver = await startReceiver();
    directory = await mkdtemp(join(tmpdir(), 'pinwheel-webhooks-'));
    const lines = (await answer(house, '/tokens create hooks main', /The token/)).text.split('\n');
    token = lines.find((line) => /^[\w-]{43}$/.test(line))!;
    const saved = await ask('POST', '/api/events/webhook/main', { url: `${receiver.url}/ryze`, byEvents: true });
    ({ secret } = (saved as { webhook: { secret: string } }).webhook);
    await ask('PUT', `/instances/main/token/${token}/update-every-webhooks`, {
      ...{ value: `${receiver.url}/z-api`, notifySentByMe: true },
    });
  });
  afterAll(async () => {
    await receiver[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
    await rm(directory, { recursive: true });
  });

  async function ask(method: string, path: string, body: unknown): Promise<unknown> {
    const headers = { token, 'content-type': 'application/json' };
    return (await fetch(`${house.url()}${path}`, { method, headers, body: JSON.stringify(body) })).json();
  }

  const at = (path: string) =>
    receiver.received
      .filter((post) => post.path === path)
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  const pinsAt = (path: string) => at(path).filter((body) => 'pinMessage' in body);

  it('tell what is said and pinned on phones, and what we pin', async () => {
    const { wireId } = await say(house, 'Water will be off');
    const { carlos, group } = house.town;
    await carlos.pin(group, wireId, 86_400);
    await eventually(() => pinsAt('/z-api').length === 1);
    expect(at('/z-api')).toContainEqual(
      expect.objectContaining({ messageId: wireId, text: { message: 'Water will be off' } }),
    );
    expect(pinsAt('/z-api')[0]).toMatchObject({
      ...{ fromMe: false, isGroup: true, participantPhone: carlos.phone, senderName: 'Carlos' },
      pinMessage: { action: 'pin', pinDurationInSecs: 86_400, referencedMessage: { messageId: wireId } },
    });
    await ask('POST', '/api/chat/pinMessage/main', { pin: false, messageId: wireId });
    await eventually(() => pinsAt('/z-api').length === 2);
    expect(pinsAt('/z-api')[1]).toMatchObject({ fromMe: true, pinMessage: { action: 'unpin' } });
    await eventually(() => at('/ryze/message.status').length === 1);
    await eventually(() => expect(at('/ryze/message.exchange')).toHaveLength(3));
  });

  const last = (): ReceivedPost => receiver.received.findLast(({ path }) => path.startsWith('/ryze'))!;
  const forged = (post: ReceivedPost): ReceivedPost => ({ ...post, body: post.body.replace('main', 'else') });

  for (const language of Object.keys(verifiers) as Verifier[])
    it(`are verified by the page’s ${language}, and what is forged is not`, async ({ skip }) => {
      if (!canRun(language)) skip(`${verifiers[language].needs} is not on this machine`);
      const post = last();
      expect(await verify(language, directory, post, secret)).toBe(true);
      expect(await verify(language, directory, forged(post), secret)).toBe(false);
      expect(await verify(language, directory, post, 'another secret')).toBe(false);
    });

  it('leave neither address nor secret in the log', () => {
    expect(house.logs.text()).toContain('delivered');
    for (const hidden of [secret, token]) expect(house.logs.text()).not.toContain(hidden);
  });
});
