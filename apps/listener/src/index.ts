export { forgiveBaileys } from './forgive-baileys.js';
export { startListener } from './start.js';
