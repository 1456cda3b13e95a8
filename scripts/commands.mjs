import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from './check.mjs';
import { setUpEnvironment } from './environment.mjs';
import { install } from './install.mjs';
import { whileLocked } from './lock.mjs';
import { phase } from './progress.mjs';
import { root, toolArguments } from './repository.mjs';
import { capture, Failure, run } from './run.mjs';
import { test } from './test.mjs';

const commands = {
  start,
  test: async (args) => {
    await prepare([]);
    return test(['unit', 'system'], args);
  },
  'test:long': async (args) => {
    await prepare([]);
    return test(['long'], args);
  },
  bench: async (args) => {
    await prepare(['bench']);
    const bench = join(root, 'bench', 'dist', 'main.js');
    return (await run(process.execPath, [bench, ...args], { stdio: 'inherit' })).status;
  },
  check: async () => {
    await whileLocked(install);
    return check();
  },
};

/** Runs a command and sets the exit status. What goes wrong in a way we know is one line. */
export async function go(name, args) {
  if (process.env.npm_lifecycle_event) endWithParent();
  setUpEnvironment();
  process.chdir(root);
  try {
    process.exitCode = await commands[name](args);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** npm hands on SIGINT and SIGTERM, but not SIGHUP; nor can it when it is killed. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

/** Two commands at once neither install nor build over each other. */
function prepare(projects) {
  return whileLocked(async () => {
    await install();
    await phase('Building', 'Built', async () => {
      const built = await capture(process.execPath, [...toolArguments('tsc'), '-b', ...projects]);
      if (built.status !== 0) throw new Failure(`${built.output.trim()}\n\nIt does not compile.`);
    });
  });
}

/**
 * The app runs in this very process: signals and the terminal are its own, whoever sends them, and so is the exit status.
 */
async function start(args) {
  await prepare(['apps/pinwheel']);
  const main = join(root, 'apps', 'pinwheel', 'dist', 'main.js');
  if (!existsSync(main)) throw new Failure(`${main} is missing although everything is built.`);
  process.argv = [process.execPath, main, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(main).href);
  return process.exitCode;
}
