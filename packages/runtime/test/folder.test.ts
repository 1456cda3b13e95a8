import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeHome, StartError } from '../src/index.js';

describe('a home', () => {
  let above: string;
  beforeEach(async () => {
    above = await mkdtemp(join(tmpdir(), 'pinwheel-home-'));
  });
  afterEach(() => rm(above, { recursive: true }));

  it('is made with the folders above it, by several starters at once, and kept when it is there', async () => {
    const home = join(above, 'deep', 'home');
    await Promise.all(Array.from({ length: 8 }, () => makeHome(home, 0o700)));
    await makeHome(home);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['a file', (folder: string) => folder, 'EEXIST'],
    ['below a file', (folder: string) => join(folder, 'home'), 'EEXIST'],
    ['where nothing can be made', () => '/proc/nope/deeper', '[A-Z]+'],
  ])('is refused in one line when it would be %s', async (_, placeOf, code) => {
    const file = join(above, 'file');
    await writeFile(file, '');
    const refused = await makeHome(placeOf(file)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartError);
    expect((refused as StartError).message).toMatch(new RegExp(`^PINWHEEL_HOME .* can not be made: ${code}$`));
  });
});
