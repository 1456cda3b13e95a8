export { type Hold, type HoldReading, type LengthReading, parseLength, readHold } from './hold.js';
export type { Refusal, Understanding, WhenReading } from './reading.js';
export { parseWhen, readWhen } from './when.js';
export { splitWords, type Word } from './words.js';
