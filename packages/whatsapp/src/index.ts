export { guardConsole } from './console.js';
export type { Account, CloseReason, InstanceListener } from './listener.js';
export { isPaired, openInstance, type OpenInstance, type OpenInstanceOptions } from './open-instance.js';
export type { WhatsAppOptions } from './options.js';
export type { Pairing } from './pairing.js';
export { isBaileysRejection } from './rejections.js';
export { type NoiseRoot, trustNoiseRoot } from './trust.js';
