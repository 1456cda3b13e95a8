import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openApiDocument, openApiFile } from '../../src/v1/document/document.js';

it('is kept as a file that says what the code does; `pnpm --filter @pinwheel/api describe` writes it anew', async () => {
  expect(await openApiDocument()).toEqual(JSON.parse(await readFile(openApiFile, 'utf8')));
});
