export { TestClock } from './clock.js';
export { createEmptyDatabase, createTestDatabase, type TestDatabase } from './database.js';
export { eventually, type EventuallyOptions } from './eventually.js';
export { freePort } from './free-port.js';
export { captureLogs, type CapturedLogs } from './logs.js';
export { type ReceivedPost, type Receiver, startReceiver } from './receiver.js';
export { describeOnQueueBackends, queueBackends, testRedisUrl, type QueueBackend } from './redis.js';
export { wipeRedis } from './wipe-redis.js';
