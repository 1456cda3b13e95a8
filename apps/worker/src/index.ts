export { startWorker } from './start.js';
