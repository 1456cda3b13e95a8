export { startApi, type Api } from './start.js';
