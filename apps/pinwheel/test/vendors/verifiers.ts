import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReceivedPost } from '@pinwheel/testing';

const page = fileURLToPath(new URL('../../../../docs/webhooks.md', import.meta.url));

/** How the code of the page about webhooks is called: with the headers, a file that holds the body, and the secret. */
export const verifiers = {
  js: {
    ...{ program: process.execPath, needs: process.execPath, file: 'verify.mjs' },
    call: `
      import { readFileSync } from 'node:fs';
      const { HEADERS, BODY, SECRET } = process.env;
      process.exitCode = isFromPinwheel(JSON.parse(HEADERS), readFileSync(BODY), SECRET) ? 0 : 1;`,
  },
  python: {
    ...{ program: 'python3', needs: 'python3', file: 'verify.py' },
    call: `
import json, os, sys
headers = json.loads(os.environ["HEADERS"])
body = open(os.environ["BODY"], "rb").read()
sys.exit(0 if is_from_pinwheel(headers, body, os.environ["SECRET"]) else 1)`,
  },
  sh: {
    ...{ program: 'sh', needs: 'openssl', file: 'verify.sh' },
    call: 'verify "$SECRET" "$TIMESTAMP" "$HMAC" "$BODY"',
  },
} as const;

export type Verifier = keyof typeof verifiers;

export const canRun = (language: Verifier): boolean =>
  spawnSync(verifiers[language].needs, ['--version']).error === undefined;

/** Whether the page's code takes a post for ours. @throws what it prints where it is no code at all */
export async function verify(
  language: Verifier,
  folder: string,
  { headers, body }: ReceivedPost,
  secret: string,
): Promise<boolean> {
  const { program, file, call } = verifiers[language];
  const [path, bodyFile] = [join(folder, file), join(folder, 'body')];
  await writeFile(path, `${await codeIn(language)}\n${call}\n`);
  await writeFile(bodyFile, body);
  const env = {
    ...{ PATH: process.env['PATH'], HEADERS: JSON.stringify(headers), BODY: bodyFile, SECRET: secret },
    ...{ TIMESTAMP: String(headers['x-webhook-timestamp']), HMAC: String(headers['x-webhook-hmac']) },
  };
  const { status, stderr } = spawnSync(program, [path], { env, encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return status === 0;
}

async function codeIn(language: Verifier): Promise<string> {
  const code = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(await readFile(page, 'utf8'))?.[1];
  if (code === undefined) throw new Error(`the page has no ${language}`);
  return code;
}
