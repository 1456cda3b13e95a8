import { createSecretKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealer, secretKeys } from '../src/index.js';

const [older, newer] = await secretKeys({
  home: '/nowhere',
  secretKeys: [createSecretKey(Buffer.alloc(32, 1)), createSecretKey(Buffer.alloc(32, 2))],
});

describe('the key that is kept at home', () => {
  let home: string;
  beforeEach(async () => {
    home = join(await mkdtemp(join(tmpdir(), 'pinwheel-keys-')), 'deep', 'home');
  });
  afterEach(() => rm(join(home, '..', '..'), { recursive: true }));

  it('is made once and found again, for nobody else to read', async () => {
    const made = await secretKeys({ home, secretKeys: null });
    const found = await secretKeys({ home, secretKeys: null });
    expect(found.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(made[0]!.key.symmetricKeySize).toBe(32);
    expect((await stat(join(home, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(home)).toEqual(['secret.key']);
  });

  it('is the same for processes that start at once', async () => {
    const started = await Promise.all(Array.from({ length: 20 }, () => secretKeys({ home, secretKeys: null })));
    expect(new Set(started.map(([key]) => key!.id)).size).toBe(1);
  });

  it('is not touched when the configuration brings its own', async () => {
    await secretKeys({ home, secretKeys: [createSecretKey(Buffer.alloc(32))] });
    await expect(stat(home)).rejects.toThrow('ENOENT');
  });

  it('is not replaced when the file is damaged', async () => {
    await secretKeys({ home, secretKeys: null });
    await writeFile(join(home, 'secret.key'), 'half a ke');
    await expect(secretKeys({ home, secretKeys: null })).rejects.toThrow(/secret\.key is not a key/);
    expect(await readFile(join(home, 'secret.key'), 'utf8')).toBe('half a ke');
  });
});

describe('the sealer', () => {
  const sealer = createSealer([newer!, older!]);
  const value = Buffer.from('a Signal key');

  it('gives back what was sealed, whatever it was', () => {
    const property = fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (plain, context) => {
      expect(Uint8Array.from(sealer.open(sealer.seal(plain, context), context))).toEqual(plain);
    });
    fc.assert(property);
  });

  it('seals with the first key and opens with every one', () => {
    const sealed = createSealer([older!]).seal(value, 'place');
    expect(sealed.keyId).toBe(older!.id);
    expect(sealer.open(sealed, 'place')).toEqual(value);
    expect(sealer.seal(value, 'place').keyId).toBe(newer!.id);
  });

  it('never seals the same value into the same bytes', () => {
    expect(sealer.seal(value, 'place').bytes).not.toEqual(sealer.seal(value, 'place').bytes);
  });

  it('does not open a value moved to another place', () => {
    expect(() => sealer.open(sealer.seal(value, 'place'), 'elsewhere')).toThrow('altered or belongs elsewhere');
  });

  it('does not open a value that lost or changed a single bit', () => {
    const { keyId, bytes } = sealer.seal(value, 'place');
    const property = fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
      const altered = bytes.map((byte, at) => (at === index ? byte ^ change : byte));
      expect(() => sealer.open({ keyId, bytes: altered }, 'place')).toThrow('altered');
      expect(() => sealer.open({ keyId, bytes: bytes.subarray(0, index) }, 'place')).toThrow('altered');
    });
    fc.assert(property);
  });

  it('names the key that is missing, and nothing of the value', () => {
    const sealed = createSealer([older!]).seal(value, 'place');
    expect(() => createSealer([newer!]).open(sealed, 'place')).toThrow(
      `The key ${older!.id} is not among those configured`,
    );
  });
});
