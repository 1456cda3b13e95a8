import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

it('is generated from the description of the API as it stands', async () => {
  const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const elsewhere = await mkdtemp(join(tmpdir(), 'client-'));
  try {
    const [program, ...options] = (scripts.generate as string).replace('src/generated', elsewhere).split(' ');
    await promisify(execFile)(join(folder, 'node_modules', '.bin', program!), options, { cwd: folder });
    const generated = await readFile(join(elsewhere, 'api.ts'), 'utf8');
    expect(await readFile(join(folder, 'src', 'generated', 'api.ts'), 'utf8')).toBe(generated);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
}, 60_000);
