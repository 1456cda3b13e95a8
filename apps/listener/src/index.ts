export { forgiveBaileys } from './forgive-baileys.js';
export { startListener, type ListenerOverrides } from './start.js';
