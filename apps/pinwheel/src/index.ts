export { startAllInOne, type AllInOne, type AllInOneOptions } from './start.js';
