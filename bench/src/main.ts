import { measureCommands } from './commands.js';
import { measureHearing } from './hearing.js';
import { measureLatency } from './latency.js';
import { measureHttp } from './http.js';
import { openPlace, type Place } from './place.js';
import { timed } from './statistics.js';
import { measureStoring } from './storing.js';
import { measureWaking } from './waking.js';

const topics: Record<string, (place: Place) => Promise<void>> = {
  storing: measureStoring,
  latency: measureLatency,
  waking: measureWaking,
  commands: measureCommands,
  hearing: measureHearing,
  http: measureHttp,
};

const asked = process.argv.slice(2);
const strange = asked.find((name) => !Object.hasOwn(topics, name));
if (strange !== undefined) {
  process.stderr.write(`There is no topic ${strange}; there are ${Object.keys(topics).join(', ')}.\n`);
  process.exit(1);
}

const place = await openPlace(process.env['PATH']);
let stopping = false;

/** What is under way fails; the servers and their files are gone all the same. */
async function stop(status: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await place[Symbol.asyncDispose]();
  process.exit(status);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(130));
process.on('uncaughtException', (error) => {
  if (!stopping) process.stderr.write(`${error.stack ?? error.message}\n`);
  void stop(1);
});

process.stdout.write(`\n  ${place.facts}\n`);
const ms = await timed(async () => {
  for (const [name, measure] of Object.entries(topics))
    if (asked.length === 0 || asked.includes(name)) await measure(place);
});
process.stdout.write(`\n  ${Math.round(ms / 1_000)} s in all\n\n`);
await stop(0);
