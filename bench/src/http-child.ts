import { ways } from './http-ways.js';

/** A server in a process of its own, which tells its port, and on any message the CPU time that it has had, in µs. */
const server = await ways[process.argv[2] as keyof typeof ways]();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!(user + system);
});
process.once('disconnect', () => process.exit());
process.send!(server.port);
