import { parseArgs } from 'node:util';

export type Arguments =
  | { kind: 'start'; once: boolean }
  | { kind: 'help'; text: string }
  /** One line that names what is not understood. */
  | { kind: 'unusable'; problem: string };

const help = `npm start                    everything in one process; the demo while TELEGRAM_BOT_TOKEN is not set
npm start -- --once          the demo's walk, then the end; status 0 if every step was seen on the simulated phones
The environment configures it: see README.md, "Configuration".
`;

export function readArguments(args: string[]): Arguments {
  const options = { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const stray = tokens.find(
    (token) => token.kind !== 'option' || !(token.name in options) || token.value !== undefined,
  );
  if (stray) return { kind: 'unusable', problem: `"${args[stray.index]}" is not understood; --help says what is.\n` };
  const given = new Set(tokens.map((token) => (token.kind === 'option' ? token.name : '')));
  return given.has('help') ? { kind: 'help', text: help } : { kind: 'start', once: given.has('once') };
}
