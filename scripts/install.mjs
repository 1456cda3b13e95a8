import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { phase } from './progress.mjs';
import { root } from './repository.mjs';
import { capture, Failure } from './run.mjs';

const stamp = join(root, 'node_modules', '.installed');

/** Installs exactly what the lock file says, if that or a manifest is not what was installed last. */
export async function install() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  await phase('Installing dependencies', 'Installed dependencies', async (show) => {
    const { command, args } = await findPnpm();
    const reader = createReader(show);
    const { status, output } = await capture(
      command,
      [...args, 'install', '--frozen-lockfile', '--reporter=ndjson', '--config.confirmModulesPurge=false'],
      { cwd: root, onLine: reader.read, env: { ...process.env, CI: 'true' } },
    ).catch((error) => ({ status: 1, output: error.message }));
    if (status !== 0) throw explain(reader.lastError() ?? output);
  });
  writeFileSync(stamp, wanted);
}

/** Also of the platform: a node_modules that was copied from another machine holds that machine's binaries. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  const manifests = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')),
  );
  for (const path of [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    ...manifests.toSorted((one, other) => one.localeCompare(other)),
  ]) {
    if (existsSync(join(root, path))) hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

/** The pnpm of packageManager and no other: on the PATH if it happens to be that one, else through npx. */
async function findPnpm() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = packageManager.replace('pnpm@', '');
  // Outside the repository, where no pnpm and no shim of one turns into another version.
  const found = await capture('pnpm', ['--version'], { cwd: tmpdir(), timeout: 5_000 }).catch(() => undefined);
  if (found?.status === 0 && found.output.trim() === version) return { command: 'pnpm', args: [] };
  const retries = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  return { command: 'npx', args: ['--yes', ...retries, packageManager] };
}

/** Reads what pnpm reports, one object a line: https://github.com/pnpm/pnpm, packages/core-loggers. */
function createReader(show) {
  let done = 0;
  let lastError;
  const read = (line) => {
    const event = parse(line);
    if (event?.level === 'error') lastError = `${event.code ?? ''} ${event.message ?? event.err?.message ?? ''}`;
    if (event?.name === 'pnpm:request-retry') show(`(no answer: ${event.error?.code ?? 'timeout'}; trying again)`);
    if (event?.name === 'pnpm:progress' && event.status === 'imported') show(`${++done} packages`);
  };
  return { read, lastError: () => lastError };
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const AGAIN = 'then run the same command again';

function explain(said) {
  const text = said.trim();
  if (/ENOSPC/.test(text))
    return new Failure(`Dependencies can not be installed: the disk is full. Free 1 GB, ${AGAIN}.`);
  if (/EACCES|EPERM|EROFS/.test(text)) {
    const path = /'([^']+)'/.exec(text)?.[1] ?? join(root, 'node_modules');
    return new Failure(`Dependencies can not be installed: no permission to write ${path}. Make it yours, ${AGAIN}.`);
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|META_FETCH_FAIL|fetch failed/.test(text)) {
    return new Failure(
      `Dependencies can not be installed: the package registry can not be reached. Check the network (behind a proxy: HTTPS_PROXY), ${AGAIN}.`,
    );
  }
  if (/spawn npx ENOENT/.test(text)) {
    return new Failure('Dependencies can not be installed: npx, a part of npm, is not on the PATH. Install npm.');
  }
  return new Failure(`${text}\n\nDependencies can not be installed; what pnpm said is above.`);
}
