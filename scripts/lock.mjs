import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './repository.mjs';
import { Failure } from './run.mjs';

const directory = join(root, 'node_modules');
const path = join(directory, '.preparing');

/** The holder shows that it lives every second; a process id alone may be a zombie's, or somebody else's by now. */
const HEARTBEAT_MS = 1_000;
const DEAD_AFTER_MS = 15_000;

export async function whileLocked(work) {
  await acquire();
  const heartbeat = setInterval(() => utimesSync(path, new Date(), new Date()), HEARTBEAT_MS);
  const release = () => rmSync(path, { force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

async function acquire() {
  for (let hasTold = false; !tryToCreate(); await sleep(200)) {
    if (isAbandoned()) removeAbandoned();
    else if (!hasTold) {
      hasTold = true;
      process.stdout.write('Another command is preparing this directory; waiting for it\n');
    }
  }
}

function tryToCreate() {
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(path, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    if (error.code === 'ENOSPC') throw new Failure('The disk is full. Free some space and run the same command again.');
    throw new Failure(
      `No permission to write to ${directory}. Run as the owner of ${root}, or clone it somewhere of your own.`,
    );
  }
}

function isAbandoned() {
  try {
    if (Date.now() - statSync(path).mtimeMs > DEAD_AFTER_MS) return true;
    process.kill(Number(readFileSync(path, 'utf8')) || process.pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** By renaming, which succeeds for one of several who noticed at the same time. */
function removeAbandoned() {
  const aside = `${path}-${process.pid}`;
  try {
    renameSync(path, aside);
    rmSync(aside);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
