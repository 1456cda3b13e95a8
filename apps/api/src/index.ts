export { startApi, type Api, type ApiOptions } from './start.js';
