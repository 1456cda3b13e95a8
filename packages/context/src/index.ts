export { openContext, type Context, type ContextOptions } from './context.js';
export { openDatabase } from './open-database.js';
