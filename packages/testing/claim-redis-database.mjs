// node claim-redis-database.mjs <redis url> <count>: picks the next of the databases 1 to <count>, empties it for a test
// and prints its number. Redis itself counts, so that files that run side by side never get the same.
// A database that holds anything, and that no test run has marked as its own in database 0, is left alone.
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

const OURS = 'pinwheel:test-databases';
const CLAIMS = 'pinwheel:test-claims';
const url = new URL(process.argv[2]);
const count = Number(process.argv[3]);
let database = '0';
const port = Number(url.port || 6379);
const socket =
  url.protocol === 'rediss:'
    ? connectTls({ port, host: url.hostname, servername: url.hostname })
    : connect(port, url.hostname);
socket.setTimeout(10_000, () => fail(`${url.host} does not answer`));
socket.on('error', (error) => fail(error.message));

let received = '';
let answered = () => {};
socket.on('data', (chunk) => {
  received += chunk;
  answered();
});

/** Only for commands whose answer is one line. */
async function ask(...words) {
  const encoded = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  socket.write(`*${words.length}\r\n${encoded.join('')}`);
  while (!received.includes('\r\n')) await new Promise((resolve) => (answered = resolve));
  const [answer] = received.split('\r\n', 1);
  received = received.slice(answer.length + 2);
  if (answer.startsWith('-')) fail(answer.slice(1));
  return answer.slice(1);
}

function fail(reason) {
  process.stderr.write(`REDIS_URL, database ${database}: ${reason}\n`);
  process.exit(1);
}

if (url.password) {
  const user = url.username ? [decodeURIComponent(url.username)] : [];
  await ask('AUTH', ...user, decodeURIComponent(url.password));
}
database = String(1 + (Number(await ask('INCR', CLAIMS)) % count));
const isOurs = (await ask('SISMEMBER', OURS, database)) === '1';
await ask('SADD', OURS, database);
await ask('SELECT', database);
if (!isOurs && (await ask('DBSIZE')) !== '0') {
  await ask('SELECT', '0');
  await ask('SREM', OURS, database);
  fail('it holds keys that are not of a test; tests empty the databases they use');
}
await ask('FLUSHDB');
process.stdout.write(database);
socket.destroy();
