export { openContext, type Context, type ContextOptions } from './context.js';
