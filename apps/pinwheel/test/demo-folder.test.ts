import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { openFolder } from '../src/demo/folder.js';

async function live(keeps: boolean) {
  const said: string[] = [];
  const folder = await openFolder((text) => said.push(text));
  folder.log.write('a line\n');
  if (keeps) folder.keepLog();
  await folder[Symbol.asyncDispose]();
  return { said, ...folder };
}

it("takes the demo's log along when nothing went wrong", async () => {
  const { said, logFile } = await live(false);
  expect([existsSync(dirname(logFile)), said]).toEqual([false, []]);
});

it('keeps a log that somebody will want to read, whole, and says where it is', async () => {
  const { said, logFile } = await live(true);
  expect(said).toEqual([`The log is kept: ${logFile}`]);
  expect(readFileSync(logFile, 'utf8')).toBe('a line\n');
  rmSync(dirname(logFile), { recursive: true });
});
