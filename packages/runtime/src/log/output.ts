import { type DestinationStream, destination as openDescriptor } from 'pino';
import pretty from 'pino-pretty';
import type { LogFormat } from '../configuration/configuration.js';

const STANDARD_OUTPUT = 1;

export function openOutput(
  format: LogFormat | null,
  destination: DestinationStream = openStandardOutput(),
): DestinationStream {
  const chosen = format ?? (process.stdout.isTTY ? 'pretty' : 'json');
  return chosen === 'pretty' ? prettify(destination) : destination;
}

function openStandardOutput(): DestinationStream {
  const output = openDescriptor({ dest: STANDARD_OUTPUT, sync: true });
  // Whoever read our log has gone (`npm start | head`). That is no reason to stop pinning.
  output.on('error', () => {});
  return output;
}

function prettify(destination: DestinationStream): DestinationStream {
  const write = pretty.prettyFactory({
    colorize: process.stdout.isTTY,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'pid,hostname',
  });
  return { write: (line) => destination.write(write(line)) };
}
