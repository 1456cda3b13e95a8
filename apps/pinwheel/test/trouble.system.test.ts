import { afterEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { answer, type House, link, openHouse, pinEvents, say, shownPins } from './house.js';

describeOnQueueBackends('trouble with the connection', (backend) => {
  let house: House;
  afterEach(() => house[Symbol.asyncDispose]());

  it('sends again under the same id when no acknowledgement comes; the phones count one pin', async () => {
    house = await openHouse(backend);
    await link(house);
    const { whatsapp } = house.town;
    const { ref } = await say(house, 'Once only');
    const sent: string[] = [];
    whatsapp.faults.onMessage(({ wireId }) => sent.push(wireId));
    whatsapp.faults.withholdAcknowledgements(1);
    await answer(house, `/pin ${ref}`, /pinned until/i, 40_000);
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(1);
    expect(pinEvents(house).all).toHaveLength(1);
    expect(shownPins(house)).toEqual(['Once only']);
  }, 60_000);

  it('carries out on reconnecting what waited while the connection was gone', async () => {
    house = await openHouse(backend);
    await link(house);
    const { whatsapp, admin } = house.town;
    const { ref } = await say(house, 'Waits for the connection');
    whatsapp.faults.holdConnections();
    whatsapp.faults.dropConnections();
    await eventually(() => expect(whatsapp.connections).toBe(0));
    const asked = admin.send(`/pin ${ref} for 24h`);
    await admin.sees(/pinning/i, { after: asked });
    expect(pinEvents(house).all).toEqual([]);
    whatsapp.faults.allowConnections();
    await admin.sees(/pinned until/i, { after: asked, timeoutMs: 30_000 });
    expect(shownPins(house)).toEqual(['Waits for the connection']);
    expect(pinEvents(house).all).toHaveLength(1);
  }, 60_000);

  it('hears what was said while it was away', async () => {
    house = await openHouse(backend);
    await link(house);
    const { carlos, group, whatsapp, bia } = house.town;
    await say(house, 'Said in the day');
    await house.stop();
    await carlos.say(group, 'Said in the night');
    await house.start();
    await whatsapp.waitForConnection(bia);
    await eventually(async () => expect((await answer(house, '/messages', /./)).text).toContain('Said in the night'));
  });

  it('gives the lease up when another connection replaces ours, and does not fight for it', async () => {
    house = await openHouse(backend);
    await link(house);
    const { whatsapp, admin } = house.town;
    whatsapp.faults.replaceConnections();
    await admin.sees(/no longer linked.*another/i);
    await eventually(async () => expect((await answer(house, '/status', /./)).text).toMatch(/another/i));
    expect(whatsapp.connections).toBe(0);
  });
});
