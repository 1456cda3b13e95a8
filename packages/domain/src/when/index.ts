export { type ClauseReading, type Clauses, readClause } from './clause.js';
export { type EventReading, readEvent } from './event-span.js';
export { type Hold, type HoldReading, type LengthReading, parseLength, readHold, readLength } from './hold.js';
export type { Refusal, Understanding, WhenReading } from './reading.js';
export { clauseFault, type ClauseRefusal, readTimetable, type TimetableReading } from './timetable-words.js';
export { readWindow, type WindowReading } from './window.js';
export { parseWhen, readWhen } from './when.js';
export { splitWords, type Word } from './words.js';
