export { connectDatabase, type Database, type DatabaseOptions } from './connect.js';
export { identify } from './identity.js';
export * from './telegram/index.js';
