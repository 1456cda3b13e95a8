export { startApi, type Api, type ApiOverrides } from './start.js';
