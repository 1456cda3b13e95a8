import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openApiDocument, openApiFile } from '../../src/v1/document/document.js';
import { problemKinds } from '../../src/v1/problems/kinds.js';

it('is kept as a file that says what the code does; `pnpm --filter @pinwheel/api describe` writes it anew', async () => {
  expect(await openApiDocument()).toEqual(JSON.parse(await readFile(openApiFile, 'utf8')));
});

it('names every status that a problem has with some operation, but for 405, which none of them answers', async () => {
  const { paths } = (await openApiDocument()) as { paths: Record<string, Record<string, { responses: object }>> };
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const named = new Set(operations.flatMap(({ responses }) => Object.keys(responses).map(Number)));
  const statuses = new Set(Object.values(problemKinds).map(({ status }) => status));
  expect([...statuses].filter((status) => !named.has(status))).toEqual([405]);
  for (const { responses } of operations) expect(responses).toMatchObject({ 401: {}, 429: {}, 500: {} });
});
