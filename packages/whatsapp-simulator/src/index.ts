export type {
  Chat,
  Faults,
  Group,
  HeardMessage,
  NewGroup,
  Person,
  PinEvent,
  ShownPin,
  WhatsAppSimulator,
} from './api.js';
export { startWhatsAppSimulator, type SimulatorOptions } from './simulator.js';
