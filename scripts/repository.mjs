import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const TOOLS = { tsc: 'typescript', vitest: 'vitest', oxlint: 'oxlint', oxfmt: 'oxfmt' };

/** What Node has to run for an installed tool, as the tool's own manifest says: no shell, no .cmd on Windows. */
export function toolArguments(name) {
  const directory = join(root, 'node_modules', TOOLS[name]);
  const { bin } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return [join(directory, typeof bin === 'string' ? bin : bin[name])];
}
