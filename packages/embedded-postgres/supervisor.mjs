// Keeps one PostgreSQL server for as long as the process that started it lives, and not a moment longer.
//
// It stands outside src because it is run by itself, unbuilt, in a session of its own: Ctrl-C in the terminal does not
// reach it or the server. Its standard input is a pipe whose other end only the parent holds. However the parent ends,
// SIGKILL included, the pipe closes, and the server is shut down cleanly.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/** A fast shutdown takes milliseconds; one that hangs is cut short, and the next start recovers from the log. */
const FAST_SHUTDOWN_MS = 8_000;
const LONGEST_RESTART_DELAY_MS = 10_000;

const { command, args, cwd, uid, gid, removeAfter } = JSON.parse(process.argv[2]);
let server;
let restartDelayMs = 250;
let hasBeenReady = false;
let isStopping = false;

function launch() {
  server = spawn(command, args, { cwd, uid, gid, stdio: ['ignore', 'inherit', 'inherit'] });
  server.on('error', (error) => {
    process.stderr.write(`FATAL:  ${error.message}\n`);
    process.exit(1);
  });
  server.on('exit', (code) => {
    server = undefined;
    // A server that never became ready is the parent's to judge: it reads the log and tries again, or gives up.
    if (isStopping || !hasBeenReady) finish(code ?? 1);
    setTimeout(launch, restartDelayMs);
    restartDelayMs = Math.min(restartDelayMs * 2, LONGEST_RESTART_DELAY_MS);
  });
}

function stop() {
  isStopping = true;
  if (server === undefined) finish(0);
  server.kill('SIGINT');
  setTimeout(() => server?.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
}

function finish(code) {
  for (const directory of isStopping ? removeAfter : []) {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exit(code);
}

// Only the pipe counts: a signal to the whole process group must not take the database away from an app that drains.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.stdin.on('data', () => (hasBeenReady = true));
process.stdin.on('error', () => {});
process.stdin.on('close', stop);
launch();
