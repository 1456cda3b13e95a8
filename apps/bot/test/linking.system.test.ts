import type { Linking } from '@pinwheel/pinning';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { ask, type Fixture, settled, start } from './fixture.js';

const open = eachWithFixture();

/** The listener writes how the linking stands, and wakes whoever shows it. */
async function listenerWrites({ db, deps }: Fixture, change: Partial<Linking>): Promise<void> {
  const linking = (await db.instances.openLinking('main'))!;
  await db.instances.updateLinking(linking.id, change);
  await deps.waker.wake([{ kind: 'linking', id: linking.id, at: start }]);
}

async function unlinked(language: 'en' | 'pt-br' = 'en'): Promise<Fixture> {
  const fixture = await open({ language });
  await fixture.db.instances.update('main', { state: 'unlinked', jid: null, name: null, connectedSince: null });
  return fixture;
}

const linked = { state: 'linked', jid: '5511999990000@s.whatsapp.net', name: 'Condomínio' } as const;

describe('/link', () => {
  it('shows a QR that is renewed in place, and takes it away when it was scanned', async () => {
    const fixture = await unlinked();
    const { ana, db } = fixture;
    await ask(ana, '/link', /QR comes here/);
    await listenerWrites(fixture, { state: 'shown', shown: 1, secret: '2@first,secret' });
    const first = await ana.seesPhoto();
    await listenerWrites(fixture, { shown: 2, secret: '2@second,secret' });
    const second = await ana.seesPhoto({ after: first.message });
    expect(second.message.id).toBe(first.message.id);
    expect(second.png.equals(first.png)).toBe(false);
    await db.instances.update('main', linked);
    await listenerWrites(fixture, { state: 'linked', secret: null });
    await ana.sees(/Linked as Condomínio \(\+5511999990000\)/);
    expect(ana.chat().some(({ id }) => id === first.message.id)).toBe(false);
    expect(fixture.logs.text()).not.toContain('secret');
    await ask(ana, '/link', /linked already, as Condomínio/);
  });

  it('shows a code that a button copies, and its end in the same message', async () => {
    const fixture = await unlinked('pt-br');
    await ask(fixture.ana, '/conectar code +55 (11) 99999-0000', /código para \+5511999990000/);
    await listenerWrites(fixture, { state: 'shown', shown: 1, secret: 'ABCD2345' });
    const code = await fixture.ana.sees(/ABCD-2345/);
    expect(code.buttons).toEqual([[{ label: 'Copiar o código', copyText: 'ABCD-2345' }]]);
    await listenerWrites(fixture, { state: 'failed', failure: 'nobody_scanned', secret: null });
    const end = await fixture.ana.sees(/Ninguém escaneou a tempo/, { after: code });
    expect(end).toMatchObject({ id: code.id, buttons: [] });
  });

  it('says later that the phone has logged the account out', async () => {
    const fixture = await unlinked();
    await ask(fixture.ana, '/link', /QR/);
    const { id } = (await fixture.db.instances.openLinking('main'))!;
    await listenerWrites(fixture, { state: 'linked', secret: null });
    await fixture.ana.sees(/Linked as/);
    await fixture.db.instances.updateLinking(id, { state: 'ended', failure: 'logged_out' });
    await fixture.deps.waker.wake([{ kind: 'linking', id, at: start }]);
    await fixture.ana.sees(/no longer linked.*logged it out/);
  });

  it('shows what nobody woke it for', async () => {
    const fixture = await unlinked();
    await ask(fixture.ana, '/link', /QR/);
    const { id } = (await fixture.db.instances.openLinking('main'))!;
    await fixture.db.instances.updateLinking(id, { state: 'shown', shown: 1, secret: '2@secret' });
    await fixture.ana.seesPhoto();
  });

  it('is left by /cancel', async () => {
    const fixture = await unlinked();
    await ask(fixture.ana, '/link', /QR/);
    await listenerWrites(fixture, { state: 'shown', shown: 1, secret: '2@secret' });
    const { message } = await fixture.ana.seesPhoto();
    await ask(fixture.ana, '/cancel', /Cancelled/);
    await fixture.ana.sees(/called off/);
    expect(fixture.ana.chat().some(({ id }) => id === message.id)).toBe(false);
    expect(await fixture.db.instances.openLinking('main')).toBeNull();
  });

  it('explains a number that is none', async () => {
    const fixture = await unlinked();
    for (const typed of ['12', 'my phone', '+55 11 9999x-0000', '0119999990000'])
      await ask(fixture.ana, `/link code ${typed}`, /is not a phone number/);
    await ask(fixture.ana, '/link code', /Which number/);
    expect(await fixture.db.instances.openLinking('main')).toBeNull();
  });

  it('is not for groups, where others see the QR', async () => {
    const fixture = await unlinked();
    const room = fixture.telegram.addGroup({ title: 'Admins', members: [fixture.ana] });
    await fixture.ana.sees(/can take the account/, { answerTo: fixture.ana.send('/link', { in: room }) });
    expect(await fixture.db.instances.openLinking('main')).toBeNull();
  });

  it('off asks first, and only then unlinks', async () => {
    const fixture = await open();
    const { ana, db } = fixture;
    const question = await ask(ana, '/link off', /Unlink Condomínio/);
    expect((await db.instances.find('main'))?.state).toBe('linked');
    await ana.tap(question, 'Leave it linked');
    await ana.sees(/Nothing was done/, { after: question });
    const again = await ask(ana, '/link off', /Unlink Condomínio/);
    fixture.clock.advance(6 * 60_000);
    expect(await ana.tap(again, 'Unlink')).toMatchObject({ text: expect.stringContaining('too old') });
    await ana.tap(await ask(ana, '/link off', /Unlink Condomínio/), 'Unlink');
    await ana.sees(/is being unlinked/);
    expect((await db.instances.find('main'))?.state).toBe('leaving');
    await ask(ana, '/link off', /No WhatsApp account is linked/);
    await settled(fixture);
  });
});
