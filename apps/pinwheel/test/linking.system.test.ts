import { afterEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { answer, type House, link, openHouse, say } from './house.js';

describeOnQueueBackends('linking', (backend) => {
  let house: House;
  afterEach(() => house[Symbol.asyncDispose]());

  it('pairs by the QR of the photo, takes the photo down, and keeps the pairing over a restart', async () => {
    house = await openHouse(backend);
    const { admin, bia, whatsapp, telegram } = house.town;
    await link(house);
    await eventually(() => expect(admin.chat().filter(({ photo }) => photo)).toEqual([]));
    expect((await answer(house, '/status', /./)).text).toMatch(/Bia|5511990000001/);

    await house.stop();
    await eventually(() => expect(whatsapp.connections).toBe(0));
    await house.start();
    await whatsapp.waitForConnection(bia);
    await say(house, 'Still there after the restart');

    expect(whatsapp.unknownQueries()).toEqual([]);
    expect(telegram.violations()).toEqual([]);
  });

  it('pairs by a code', async () => {
    house = await openHouse(backend);
    const { admin, bia, whatsapp } = house.town;
    const asked = admin.send('/link code +55 11 99000-0001');
    const buttons = () => admin.chat().flatMap((message) => message.buttons.flat());
    const code = await eventually(() => buttons().find(({ copyText }) => copyText)?.copyText);
    await bia.enterPairingCode(code.replace('-', ''));
    await whatsapp.waitForConnection(bia);
    await admin.sees(/linked as/i, { after: asked });
  });

  it('tells the admins when WhatsApp logs the account out, and links anew', async () => {
    house = await openHouse(backend);
    const { admin, bia, whatsapp } = house.town;
    await link(house);
    whatsapp.faults.logOut(bia);
    await admin.sees(/logged out|unlinked|no longer linked/i);
    await link(house);
  });

  it('unlinks after asking, and WhatsApp forgets the companion', async () => {
    house = await openHouse(backend);
    const { admin, whatsapp } = house.town;
    await link(house);
    const question = await answer(house, '/link off', /unlink/i);
    await admin.tap(question, /unlink/i);
    await eventually(() => expect(whatsapp.connections).toBe(0));
    await eventually(async () =>
      expect((await answer(house, '/link status', /./)).text).toMatch(/not linked|no whatsapp account/i),
    );
  });

  it('writes no secret into the log: no token, no key, no QR, no code', async () => {
    house = await openHouse(backend);
    await link(house);
    await say(house, 'Hello');
    await house.stop();
    const log = house.logs.text();
    expect(log).not.toContain(house.town.telegram.token.split(':')[1]);
    expect(log).not.toContain('wa.me/settings/linked_devices');
    expect(log).not.toMatch(/privKey|chainKey|rootKey|advSecretKey|noiseKey/);
  });
});
