import { afterEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { answer, link, openStores, openTown, pinEvents, say, shownPins, type Stores, type Town } from './house.js';
import { readMetric } from './metrics.js';
import { type Child, startChild } from './child.js';

describeOnQueueBackends('killed with -9', (backend) => {
  let town: Town;
  let stores: Stores;
  let child: Child;
  afterEach(async () => {
    await child.kill();
    await stores[Symbol.asyncDispose]();
    await town[Symbol.asyncDispose]();
  });

  async function open(): Promise<{ town: Town }> {
    town = await openTown();
    stores = await openStores(backend);
    child = await startChild({ ...town.env, ...stores.env });
    await link({ town });
    return { town };
  }

  async function jobsLeft(): Promise<string[]> {
    const jobs = await readMetric(child.url(), 'pinwheel_queue_jobs');
    expect(jobs).not.toEqual([]);
    return jobs.filter(({ value }) => value > 0).map(({ labels }) => labels);
  }

  it('between sending and settling: settled after the restart, one pin on the phones', async () => {
    const house = await open();
    const { ref } = await say(house, 'Survives a kill');
    const killed = new Promise<void>((resolve) => {
      const stop = town.whatsapp.faults.onMessage(() => {
        stop();
        void child.kill().then(resolve);
      });
    });
    const asked = town.admin.send(`/pin ${ref} for 24h`);
    await killed;
    child = await startChild({ ...town.env, ...stores.env });
    await town.admin.sees(/pinned until/i, { after: asked, timeoutMs: 30_000 });
    expect(shownPins(house)).toEqual(['Survives a kill']);
    const pins = pinEvents(house).all.filter(({ type }) => type === 1);
    expect(pins).toHaveLength(1);
    expect(town.admin.chat().filter(({ text }) => /pinned until/i.test(text))).toHaveLength(1);
  }, 90_000);

  it('with commands just sent: each is carried out once', async () => {
    const house = await open();
    const said: { ref: string }[] = [];
    for (const text of ['Alpha notice', 'Beta notice', 'Gamma notice']) said.push(await say(house, text));
    for (const { ref } of said) town.admin.send(`/pin ${ref} for 24h`);
    await child.kill();
    child = await startChild({ ...town.env, ...stores.env });
    await eventually(
      () => expect(shownPins(house).toSorted()).toEqual(['Alpha notice', 'Beta notice', 'Gamma notice']),
      {
        timeoutMs: 60_000,
      },
    );
    // What the killed process had begun its queue begins again some seconds later; then nothing is left to repeat.
    await eventually(async () => expect(await jobsLeft()).toEqual([]), { timeoutMs: 30_000 });
    await answer(house, `/unpin ${said[0]!.ref}`, /no longer pinned/i);
    expect(pinEvents(house).all.map(({ type }) => type)).toEqual([1, 1, 1, 2]);
  }, 120_000);

  it('stops within ten seconds on SIGTERM and gives its lease back', async () => {
    const house = await open();
    await expectGoodEnd();
    await say(house, 'The lease was given back');
  }, 60_000);

  it('does so while WhatsApp owes it an acknowledgement, and settles that after the start', async () => {
    const house = await open();
    const { ref } = await say(house, 'Owed an acknowledgement');
    town.whatsapp.faults.withholdAcknowledgements();
    const sent = new Promise<void>((resolve) => {
      const stop = town.whatsapp.faults.onMessage(() => {
        stop();
        resolve();
      });
    });
    const asked = town.admin.send(`/pin ${ref} for 24h`);
    await sent;
    await expectGoodEnd();
    await town.admin.sees(/pinned until/i, { after: asked, timeoutMs: 30_000 });
    expect(pinEvents(house).all.map(({ type }) => type)).toEqual([1]);
  }, 90_000);

  /** The next process need not wait the ten seconds that a lease lasts after its holder was killed. */
  async function expectGoodEnd(): Promise<void> {
    const longest = AbortSignal.timeout(10_000);
    expect(await child.terminate()).toBe(0);
    expect(longest.aborted).toBe(false);
    child = await startChild({ ...town.env, ...stores.env });
    await town.whatsapp.waitForConnection(town.bia, 8_000);
  }
});
