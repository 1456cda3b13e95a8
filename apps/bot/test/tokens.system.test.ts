import { recogniseToken } from '@pinwheel/pinning';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { ask, type Fixture, start } from './fixture.js';

const open = eachWithFixture();

const recognise = ({ db, deps }: Fixture, secret: string) => recogniseToken({ ...deps, tokens: db.tokens }, secret);

/** A line that is nothing but 43 letters of base64url. */
const secretIn = (text: string): string => /^[\w-]{43}$/m.exec(text)![0];

describe('/tokens', () => {
  it('shows instance, token and both addresses, each alone on its line, and logs none of it', async () => {
    const fixture = await open();
    const { text } = await ask(fixture.ana, '/tokens create shop main', /The token “shop”/);
    const lines = text.split('\n');
    const secret = secretIn(text);
    expect(lines).toContain('main');
    expect(lines.filter((line) => line === 'http://127.0.0.1:8080')).toHaveLength(2);
    for (const vendor of ['https://api.z-api.io', 'https://ryzeapi.cloud'])
      expect(lines[lines.findIndex((line) => line.includes(vendor)) + 1]).toBe('http://127.0.0.1:8080');
    expect(await recognise(fixture, secret)).toMatchObject({ name: 'shop', instanceId: 'main' });
    expect(fixture.logs.text()).not.toContain(secret);
  });

  it('makes one for every instance where none is named', async () => {
    const fixture = await open({ language: 'pt-br' });
    const { text } = await ask(fixture.ana, '/tokens criar loja', /O token “loja”/);
    expect(text.split('\n')).toContain('main');
    expect(await recognise(fixture, secretIn(text))).toMatchObject({ instanceId: null });
  });

  it('lists names, scope and last use, and never a secret', async () => {
    const fixture = await open();
    await ask(fixture.ana, '/tokens', /There is no token/);
    const secret = secretIn((await ask(fixture.ana, '/tokens create shop main', /The token “shop”/)).text);
    await ask(fixture.ana, '/tokens create office', /The token “office”/);
    expect((await ask(fixture.ana, '/tokens', /never used/)).text).toMatch(/office – every instance[^]*shop – main/);
    fixture.clock.set(start + 3_600_000);
    await recognise(fixture, secret);
    const list = await ask(fixture.ana, '/tokens', /last used Mon 05\/01\/2026 10:00/);
    expect(list.text).not.toContain(secret);
  });

  it('revokes by name, at once', async () => {
    const fixture = await open();
    const secret = secretIn((await ask(fixture.ana, '/tokens create shop', /The token “shop”/)).text);
    await ask(fixture.ana, '/tokens revoke shop', /“shop” opens nothing any more/);
    expect(await recognise(fixture, secret)).toBeNull();
    await ask(fixture.ana, '/tokens revoke shop', /There is no token “shop”/);
  });

  it('refuses what it does not understand, by naming it', async () => {
    const fixture = await open();
    await ask(fixture.ana, '/tokens banana', /banana/);
    await ask(fixture.ana, '/tokens create', /Under which name/);
    await ask(fixture.ana, '/tokens create shop main banana', /banana/);
    await ask(fixture.ana, '/tokens revoke shop banana', /banana/);
    await ask(fixture.ana, '/tokens create shop branch', /no instance “branch”\. There are: main/);
    await ask(fixture.ana, `/tokens create ${'x'.repeat(41)}`, /too long: 40/);
    await ask(fixture.ana, '/tokens create shop', /The token “shop”/);
    await ask(fixture.ana, '/tokens create Shop', /already/);
    expect(await fixture.db.tokens.all()).toHaveLength(1);
  });

  it('is for owners, and makes none where others read along', async () => {
    const fixture = await open();
    const room = fixture.telegram.addGroup({ title: 'Admins', members: [fixture.ana] });
    await fixture.ana.sees(/in private/, { answerTo: fixture.ana.send('/tokens create shop', { in: room }) });
    const eva = fixture.telegram.addUser({ firstName: 'Eva', languageCode: 'en' });
    await fixture.store.admins.save({
      ...{ telegramId: eva.id, name: 'Eva', role: 'manager', origin: 'code' },
      ...{ language: 'en', chatId: null, addedAt: start },
    });
    await ask(eva, '/tokens create shop', /Your role does not reach/);
    await ask(eva, '/tokens', /Your role does not reach/);
    expect(await fixture.db.tokens.all()).toEqual([]);
  });
});
