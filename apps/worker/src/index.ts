export { startWorker, type WorkerOverrides } from './start.js';
