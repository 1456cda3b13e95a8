// An app with an embedded PostgreSQL: node app.mjs <options as JSON>. Prints what it has, then writes rows and prints
// the number of each that is acknowledged, until it is stopped (SIGTERM) or killed.
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../dist/index.js';

const options = JSON.parse(process.argv[2]);
try {
  const embedded = await startEmbeddedPostgres(options);
  const report = { url: embedded.url, version: embedded.version };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  const client = new Client(embedded.url);
  client.on('error', () => {});
  await client.connect();
  let isStopping = false;
  process.once('SIGTERM', () => (isStopping = true));
  // IF NOT EXISTS does not help when several create it in the same moment; then one of them has.
  await client.query('CREATE TABLE IF NOT EXISTS written (number int PRIMARY KEY)').catch(() => {});
  while (!isStopping) {
    // Three apps may do so at once: the next free number, whoever takes it.
    const { rows } = await client.query(
      `INSERT INTO written SELECT coalesce(max(number), 0) + 1 FROM written ON CONFLICT DO NOTHING RETURNING number`,
    );
    for (const row of rows) process.stdout.write(`${row.number}\n`);
  }
  await client.end();
  await embedded[Symbol.asyncDispose]();
} catch (error) {
  process.stderr.write(`${error.name}: ${error.message}\n${error.hint}\n`);
  process.exit(1);
}
