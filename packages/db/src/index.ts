export { connectDatabase, type Database, type DatabaseOptions } from './connect.js';
export * from './telegram/index.js';
