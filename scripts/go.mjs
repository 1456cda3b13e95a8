// npm start, npm test, npm run test:long, npm run check, npm run bench. Needs nothing but Node, and gets everything else itself.
// This file alone is read by any Node, however old, so that it can say which one is needed.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    'Pinwheel needs Node 20.19 or later (24 recommended), and this is ' +
      process.version +
      '. Install a newer one and run the same command again.\n',
  );
  process.exitCode = 1;
} else {
  void import('./commands.mjs').then(({ go }) => go(process.argv[2], process.argv.slice(3)));
}
