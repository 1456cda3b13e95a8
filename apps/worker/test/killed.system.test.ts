import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createWebhook, putIntoWords, recordConnection, type Speaker } from '@pinwheel/pinning';
import { eventually, type Receiver, startReceiver } from '@pinwheel/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startWorker } from '../src/index.js';
import { type Fixture, openFixture } from './fixture.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const speak: Speaker = ({ kind }, webhooks) =>
  webhooks.map(({ id: webhookId }) => ({ webhookId, event: kind, path: '', body: '{}' }));

let fixture: Fixture;
let receiver: Receiver;
beforeEach(async () => {
  fixture = await openFixture('postgres', { WEBHOOK_PRIVATE_NETWORKS: '127.0.0.0/8' });
  receiver = await startReceiver();
});
afterEach(async () => {
  await receiver[Symbol.asyncDispose]();
  await fixture[Symbol.asyncDispose]();
});

it('a worker that is killed while it delivers leaves a delivery that goes out again under the same id', async () => {
  const { context } = fixture;
  const { database, deps, sealer, receivers } = context;
  const { webhooks, deliveries, happenings } = database;
  const wish = {
    instanceId: 'main',
    label: 'x',
    url: receiver.url,
    about: ['connected'] as const,
    authorization: null,
  };
  await createWebhook({ ...deps, webhooks, deliveries, sealer, targets: receivers.targets }, wish);
  await recordConnection(deps, 'main', { connectedSince: Date.now() });
  await putIntoWords({ ...deps, happenings }, 'main', new Map([['v1', speak]]));

  // The receiver has the body, and never answers.
  receiver.answer = () => new Promise<number>(() => {});
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...fixture.env },
    stdio: 'ignore',
  });
  await eventually(() => receiver.received.length === 1);
  const killed = once(child, 'exit');
  child.kill('SIGKILL');
  await killed;
  expect(await deliveries.list({ instanceId: null, limit: 1 })).toMatchObject([{ state: 'sending', attempt: 1 }]);

  receiver.answer = () => 200;
  // When the claim has run out.
  fixture.clock.advance(60_000);
  await using _worker = await startWorker(context, { sweepMs: 50 });
  await eventually(() => receiver.received.length === 2);
  const [first, second] = receiver.received.map(({ headers }) => headers);
  expect(second!['x-webhook-id']).toBe(first!['x-webhook-id']);
  expect(second!['x-webhook-attempt']).toBe('2');
});
