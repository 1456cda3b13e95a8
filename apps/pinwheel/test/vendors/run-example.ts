import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Example } from './examples.js';

const execute = promisify(execFile);

/** Whether this machine can run what is written for the tool. */
export async function isThere(tool: Example['tool']): Promise<boolean> {
  const probes: Record<Example['tool'], [string, string[]]> = {
    curl: ['curl', ['--version']],
    node: [process.execPath, ['--version']],
    python3: ['python3', ['-c', 'import requests']],
    go: ['go', ['version']],
  };
  return execute(...probes[tool]).then(
    () => true,
    () => false,
  );
}

/** Runs the example with these texts in place of those, and resolves to what it printed. */
export async function runExample(
  { tool, code }: Example,
  replaced: Record<string, string>,
  env: Record<string, string> = {},
): Promise<string> {
  const text = Object.entries(replaced).reduce((rest, [from, to]) => rest.replaceAll(from, to), code);
  const folder = await mkdtemp(join(tmpdir(), 'example-'));
  try {
    const file = join(folder, { curl: 'it.sh', node: 'it.mjs', python3: 'it.py', go: 'it.go' }[tool]);
    await writeFile(file, text);
    const [command, ...before] = { curl: ['sh'], node: [process.execPath], python3: ['python3'], go: ['go', 'run'] }[
      tool
    ];
    const { stdout } = await execute(command!, [...before, file], { env: { ...process.env, ...env } });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
