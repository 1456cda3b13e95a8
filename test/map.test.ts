import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Who may depend on whom. What is not here may not be. */
const ARROWS: Record<string, readonly string[]> = {
  domain: [],
  runtime: [],
  'embedded-postgres': [],
  pinning: ['domain'],
  // The adapters: each knows the ports, none another adapter.
  db: ['domain', 'pinning'],
  queue: ['domain', 'pinning'],
  whatsapp: ['domain', 'pinning'],
  receivers: ['domain', 'pinning'],
  // What the apps share: the adapters put together.
  agenda: ['domain'],
  context: ['db', 'domain', 'pinning', 'queue', 'receivers', 'runtime'],
  // For programs elsewhere, and our own tests: it knows the API by its description alone.
  client: [],
  testing: ['embedded-postgres'],
  'whatsapp-simulator': [],
  'telegram-simulator': [],
  listener: ['context', 'db', 'domain', 'pinning', 'queue', 'runtime', 'whatsapp'],
  worker: ['context', 'db', 'domain', 'pinning', 'queue', 'runtime'],
  bot: ['agenda', 'context', 'db', 'domain', 'pinning', 'queue', 'runtime'],
  api: ['agenda', 'context', 'db', 'domain', 'pinning', 'queue', 'runtime'],
  // All in one, with the demo, for which the simulators stand in for WhatsApp and Telegram.
  pinwheel: [
    ...['api', 'bot', 'listener', 'worker', 'context', 'db', 'domain', 'pinning', 'queue', 'runtime'],
    ...['embedded-postgres', 'telegram-simulator', 'whatsapp-simulator'],
  ],
};

/** Only for tests. */
const FOR_TESTS = ['testing', 'client', 'whatsapp-simulator', 'telegram-simulator', 'embedded-postgres'];

/** Each of these libraries has one door. */
const DOORS: Record<string, { readonly run: readonly string[]; readonly test?: readonly string[] }> = {
  '@whiskeysockets/baileys': { run: ['whatsapp', 'whatsapp-simulator'] },
  'drizzle-orm': { run: ['db'] },
  bullmq: { run: ['queue'] },
  ioredis: { run: ['queue'] },
  pg: { run: ['db', 'queue', 'testing'], test: ['embedded-postgres'] },
  grammy: { run: ['bot'], test: ['telegram-simulator'] },
  undici: { run: ['receivers'] },
  'ipaddr.js': { run: ['receivers'] },
};

const root = fileURLToPath(new URL('..', import.meta.url));

const packages = ['apps', 'packages'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => {
    const directory = join(root, folder, name);
    const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    const run = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
    return { name, directory, run, test: Object.keys(manifest.devDependencies ?? {}) };
  }),
);

const ours = (dependencies: readonly string[]) =>
  dependencies.filter((name) => name.startsWith('@pinwheel/')).map((name) => name.slice('@pinwheel/'.length));

it('lets packages depend only where the map has an arrow', () => {
  const strays = packages.flatMap(({ name, run, test }) => {
    const arrows = ARROWS[name] ?? [];
    const stray = [
      ...ours(run).filter((other) => !arrows.includes(other)),
      ...ours(test).filter((other) => ![...FOR_TESTS, ...arrows].includes(other)),
    ];
    return stray.map((other) => `${name} → ${other}`);
  });
  expect(strays).toEqual([]);
});

it('leaves each library to the package that is its door', () => {
  const intruders = packages.flatMap(({ name, run, test }) =>
    Object.entries(DOORS)
      .filter(
        ([library, door]) =>
          (run.includes(library) && !door.run.includes(name)) ||
          (test.includes(library) && ![...door.run, ...(door.test ?? [])].includes(name)),
      )
      .map(([library]) => `${name} → ${library}`),
  );
  expect(intruders).toEqual([]);
});

it('imports in src only what is declared for run time', () => {
  const undeclared = packages.flatMap(({ name, directory, run }) =>
    importsBelow(join(directory, 'src'))
      .filter((imported) => !isBuiltin(imported) && !run.some((own) => `${imported}/`.startsWith(`${own}/`)))
      .map((imported) => `${name} → ${imported}`),
  );
  expect(undeclared).toEqual([]);
});

it('keeps Node out of the domain', () => {
  const domain = join(root, 'packages', 'domain');
  expect(JSON.parse(readFileSync(join(domain, 'tsconfig.json'), 'utf8')).compilerOptions.types).toEqual([]);
  expect(importsBelow(join(domain, 'src')).filter((imported) => isBuiltin(imported))).toEqual([]);
});

/** What the sources import by name, types aside. */
function importsBelow(directory: string): string[] {
  const sources = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const statement =
    /^(?:import|export) (?!type )[^;]*?from '([^.'][^']*)'|^import '([^.'][^']*)'|\bimport\('([^.'][^']*)'\)/gm;
  return sources.flatMap((path) =>
    [...readFileSync(join(directory, path), 'utf8').matchAll(statement)].map((match) => match.slice(1).find(Boolean)!),
  );
}
