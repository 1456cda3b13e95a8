import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import config from '../drizzle.config.js';

type Journal = { entries: { idx: number }[] };
type Snapshot = ReturnType<typeof generateDrizzleJson>;

const root = new URL('../', import.meta.url);

test('the migrations create the tables that the code declares', async () => {
  const { entries } = readJson('migrations/meta/_journal.json') as Journal;
  const latest = String(entries.at(-1)!.idx).padStart(4, '0');
  const migrated = readJson(`migrations/meta/${latest}_snapshot.json`) as Snapshot;
  const declared = generateDrizzleJson(await declaredTables(), migrated.id, undefined, 'snake_case');
  expect(await generateMigration(migrated, declared)).toEqual([]);
});

async function declaredTables(): Promise<Record<string, unknown>> {
  const folders = [config.schema].flat().map((pattern) => new URL(String(pattern).replace('*.ts', ''), root));
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)));
  const modules = await Promise.all(files.map(async ({ href }): Promise<Record<string, unknown>> => import(href)));
  return Object.assign({}, ...modules);
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
