import { defineConfig } from 'vitest/config';

// Never list 'import' here: vitest hands the list to node's --conditions, and require() of CommonJS packages breaks.
const conditions = ['source', 'module', 'node', 'development|production'];

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
} as const;

/** First the servers, then the template of their databases. */
const globalSetup = ['./packages/testing/src/global-setup.ts', './packages/context/test/global-setup.ts'];

/**
 * `unit`: no process, no socket, no database. `system`: real PostgreSQL, queues and sockets on loopback.
 * `long`: the same, for minutes; `npm run test:long`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          // Pure functions need no process each; this is what keeps `npm run check` short.
          isolate: false,
          // A second's work where a machine is idle, and many where it is not.
          testTimeout: 30_000,
          include: ['test/**/*.test.ts', '{apps,packages}/*/test/**/*.test.ts'],
          exclude: ['**/*.system.test.ts', '**/*.long.test.ts', '**/node_modules/**'],
        },
      },
      {
        ...shared,
        test: {
          name: 'system',
          include: ['{apps,packages}/*/test/**/*.system.test.ts'],
          globalSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // More than two cores have: these tests wait for sockets and clocks most of the time.
          maxWorkers: 3,
          // After the unit tests: vitest wants an order where the numbers of workers differ.
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          name: 'long',
          include: ['{apps,packages}/*/test/**/*.long.test.ts'],
          globalSetup,
          testTimeout: 600_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
