import { claimDelivery, settleDelivery, type Receipt } from '@pinwheel/domain';
import type { ClaimedDelivery, StoredWebhook } from '@pinwheel/pinning';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Fixture, heard, minute, openFixture, start } from './fixture.js';
import { forgetWebhooks, putIntoWords, subscribe } from './webhook-fixture.js';

const day = 86_400_000;

describe('deliveries', () => {
  let fixture: Fixture;
  let webhook: StoredWebhook;
  beforeAll(async () => {
    fixture = await openFixture();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());
  beforeEach(async () => {
    webhook = await subscribe(fixture);
  });
  afterEach(() => forgetWebhooks(fixture));

  /** Messages of a chat, told. */
  async function tell(chatJid: string, ...texts: string[]): Promise<void> {
    await fixture.db.store.saveMessages(
      'main',
      texts.map((text) => heard({ chatJid, text })),
      start,
    );
    await putIntoWords(fixture);
  }

  const claim = (now = start, atOnce = 10) => fixture.db.deliveries.claim(webhook.id, now, atOnce);

  const settle = ({ delivery }: ClaimedDelivery, receipt: Receipt, now = start) =>
    fixture.db.deliveries.settle(delivery, settleDelivery(delivery, receipt, now, 1), { switchOff: false, now });

  const textOf = (claimed: ClaimedDelivery | null): string | null =>
    claimed && (JSON.parse(claimed.body) as { about: string }).about;

  const answered = (status: number): Receipt => ({ kind: 'answered', status });

  it('are claimed one of a chat at a time, and the next when it has ended', async () => {
    await tell('1@g.us', 'a1', 'a2');
    await tell('2@g.us', 'b1');
    const [first, second] = [await claim(), await claim()];
    expect([textOf(first), textOf(second), await claim()]).toEqual(['a1', 'b1', null]);
    expect(await settle(first!, answered(200))).toEqual([{ kind: 'webhook', id: webhook.id, at: start }]);
    expect(textOf(await claim())).toBe('a2');
  });

  it('hold up their chat and no other while they fail', async () => {
    await tell('1@g.us', 'a1', 'a2');
    await tell('2@g.us', 'b1', 'b2');
    expect(await settle((await claim())!, answered(500))).toEqual([
      { kind: 'webhook', id: webhook.id, at: start + 5_000 },
    ]);
    await settle((await claim())!, answered(200));
    const [last, none] = [await claim(), await claim()];
    expect([textOf(last), none]).toEqual(['b2', null]);
    expect(textOf(await claim(start + 5_000))).toBe('a1');
  });

  it('are under way at a webhook so many at once, and a dead process holds none for ever', async () => {
    await tell('1@g.us', 'a1');
    await tell('2@g.us', 'b1');
    expect(textOf(await claim(start, 1))).toBe('a1');
    expect(await claim(start, 1)).toBeNull();
    const again = await claim(start + minute, 1);
    expect(again).toMatchObject({ delivery: { attempt: 1 } });
    expect(await claim(start + minute, 1)).toBeNull();
  });

  it('are settled by whoever claimed them last', async () => {
    await tell('1@g.us', 'a1');
    const late = (await claim())!;
    const newer = (await claim(start + minute))!;
    expect(newer.delivery).toMatchObject({ id: late.delivery.id, attempt: 2 });
    expect(await settle(late, answered(200))).toEqual([]);
    expect(await fixture.db.deliveries.find(late.delivery.id)).toMatchObject({ state: 'sending', attempt: 2 });
    await settle(newer, answered(204));
    expect(await fixture.db.deliveries.find(late.delivery.id)).toMatchObject({ state: 'delivered', status: 204 });
  });

  it('are dead after a day of failures, and let the next one try', async () => {
    await tell('1@g.us', 'a1', 'a2');
    await settle((await claim())!, { kind: 'failed', problem: 'not_reached' });
    await settle((await claim(start + day))!, { kind: 'failed', problem: 'too_slow' }, start + day);
    const { deliveries } = fixture.db;
    const [dead] = await deliveries.list({ instanceId: 'main', state: 'dead', limit: 10 });
    expect(dead).toMatchObject({ state: 'dead', attempt: 2, problem: 'too_slow' });
    expect(textOf(await claim(start + day))).toBe('a2');
    expect(await deliveries.count()).toEqual({ waiting: 1, dead: 1, oldestWaitingAt: start });
  });

  it('are replayed under the same id, behind what waits', async () => {
    await tell('1@g.us', 'a1');
    const first = (await claim())!;
    await settle(first, answered(410));
    await tell('1@g.us', 'a2');
    const { deliveries } = fixture.db;
    const until = { source: 'one', now: start + day, giveUpAt: start + 2 * day };
    expect(await deliveries.replay(first.delivery.id, until)).toEqual([]);
    const second = (await claim(start + day))!;
    expect(textOf(second)).toBe('a2');
    await settle(second, answered(200), start + day);
    const replayed = (await claim(start + day))!;
    expect(replayed.delivery).toMatchObject({ id: first.delivery.id, attempt: 1, giveUpAt: start + 2 * day });
  });

  it('are dead, and not lost, when their webhook is switched off or gone', async () => {
    await tell('1@g.us', 'a1', 'a2');
    const { deliveries, webhooks } = fixture.db;
    const { delivery } = (await claim())!;
    const ended = settleDelivery(delivery, answered(410), start, 0);
    await deliveries.settle(delivery, ended, { switchOff: true, now: start });
    expect(await webhooks.find(webhook.id)).toMatchObject({ enabled: false, problem: 'gone' });
    const dead = await deliveries.list({ instanceId: null, webhookId: webhook.id, state: 'dead', limit: 10 });
    expect(dead.map(({ status, problem }) => status ?? problem)).toEqual(['switched_off', 410]);
    expect(await deliveries.replay(delivery.id, { source: 'one', now: start, giveUpAt: start })).toEqual([]);
    await webhooks.edit(webhook, start, () => ({ remove: [webhook.id], result: null }));
    expect(await deliveries.find(delivery.id)).toBeNull();
  });

  it('are forgotten when they have ended long ago', async () => {
    await tell('1@g.us', 'a1', 'a2', 'a3');
    await settle((await claim())!, answered(200));
    const { deliveries } = fixture.db;
    const dead = (await claim())!;
    await settle({ ...dead, delivery: { ...dead.delivery, giveUpAt: start } }, answered(500));
    expect(await deliveries.forget({ delivered: start, dead: start + 1 }, 10)).toBe(1);
    expect(await deliveries.forget({ delivered: start + 1, dead: start }, 10)).toBe(1);
    expect(await deliveries.list({ instanceId: null, limit: 10 })).toMatchObject([{ state: 'waiting' }]);
  });

  it('are listed newest first, page by page, each instance for itself', async () => {
    await tell('1@g.us', 'a1', 'a2', 'a3');
    const { deliveries } = fixture.db;
    const [third, second] = await deliveries.list({ instanceId: 'main', limit: 2 });
    expect([third, second].map((each) => (JSON.parse(each!.body) as { about: string }).about)).toEqual(['a3', 'a2']);
    expect(await deliveries.list({ instanceId: 'main', before: second!.seq, limit: 2 })).toHaveLength(1);
    expect(await deliveries.list({ instanceId: 'other', limit: 2 })).toEqual([]);
  });

  it('of a webhook for all instances are listed for none of them alone', async () => {
    const all = await subscribe(fixture, { instanceId: null });
    await tell('1@g.us', 'a1');
    const { deliveries } = fixture.db;
    const own = await deliveries.list({ instanceId: 'main', limit: 10 });
    expect(own.map(({ webhookId }) => webhookId)).toEqual([webhook.id]);
    expect(await deliveries.list({ instanceId: null, webhookId: all.id, limit: 10 })).toHaveLength(1);
  });

  it('go out once, whoever claims them at the same moment', async () => {
    await tell('1@g.us', 'a1');
    await tell('2@g.us', 'b1');
    const claimed = await Promise.all(Array.from({ length: 8 }, () => claim()));
    expect(
      claimed
        .filter((each) => each !== null)
        .map(textOf)
        .toSorted(),
    ).toEqual(['a1', 'b1']);
    const { delivery } = claimed.find((each) => each !== null)!;
    expect(delivery).toEqual(claimDelivery({ ...delivery, attempt: 0 }, start));
  });
});
