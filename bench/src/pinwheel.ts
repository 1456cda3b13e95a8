/**
 * What is measured, as it was built: the same files that `npm start` runs. By path, because this folder is no package
 * and some of it stands behind a package's wall.
 */
export { openInbox } from '../../apps/listener/dist/inbox.js';
export { startListener } from '../../apps/listener/dist/index.js';
export { openContext, type Context } from '../../packages/context/dist/index.js';
export { openPool, type Pool } from '../../packages/db/dist/connection.js';
export { connectDatabase, type Database } from '../../packages/db/dist/index.js';
export { planPin, type Board } from '../../packages/domain/dist/index.js';
export { startEmbeddedPostgres } from '../../packages/embedded-postgres/dist/index.js';
export {
  pinMessage,
  runOperation,
  startLinking,
  type CredentialRecords,
  type Deps,
  type Gateway,
  type Heard,
  type HeardMessage,
  type Logger,
  type Sealed,
  type Store,
} from '../../packages/pinning/dist/index.js';
export { connectQueues, type Queues } from '../../packages/queue/dist/index.js';
export {
  type AppConfiguration,
  createIds,
  createSealer,
  readConfiguration,
  secretKeys,
  systemClock,
} from '../../packages/runtime/dist/index.js';
export { openTestRedis } from '../../packages/testing/dist/redis-server.js';
export { guardConsole, openInstance } from '../../packages/whatsapp/dist/index.js';
