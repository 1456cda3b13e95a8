export { type Hold, type HoldReading, type LengthReading, parseLength, readHold, readLength } from './hold.js';
export type { Refusal, Understanding, WhenReading } from './reading.js';
export { readWindow, type WindowReading } from './window.js';
export { parseWhen, readWhen } from './when.js';
export { splitWords, type Word } from './words.js';
