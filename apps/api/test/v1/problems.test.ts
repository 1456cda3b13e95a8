import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { problemKinds } from '../../src/v1/problems/kinds.js';

it('documents every problem with its status', async () => {
  const page = await readFile(new URL('../../../../docs/api.md', import.meta.url), 'utf8');
  const documented = [...page.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, kind, status]) => [
    kind,
    Number(status),
  ]);
  expect(documented).toEqual(Object.entries(problemKinds).map(([kind, { status }]) => [kind, status]));
});
