import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

/** Something a person can put right; its message says how, and no stack is shown. */
export class Failure extends Error {}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a program on our terminal. Signals that reach us reach it; its exit status is the answer. */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  return { child, status: settle(child) };
}

/** Runs a program and keeps what it says. `onLine` sees it as it comes. */
export async function capture(command, args, { onLine = () => {}, ...options } = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      lines.forEach(onLine);
    });
  }
  let interruption;
  const status = await settle(child, (signal) => (interruption = signal));
  // What was stopped on purpose needs no explanation.
  if (interruption) process.exit(128 + constants.signals[interruption]);
  return { status, output };
}

async function settle(child, onSignal = () => {}) {
  const forward = (signal) => {
    onSignal(signal);
    // Ctrl-C in a terminal has reached the child already, and for vitest a second one means: at once.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    const [status, signal] = await once(child, 'close');
    return status ?? 128 + constants.signals[signal];
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}
