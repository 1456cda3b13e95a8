export { type Calendar, type CalendarEvent, writeCalendar } from './calendar.js';
export { timelinePng } from './draw-png.js';
export type { Timeline, TimelineChat, TimelineSpan } from './timeline.js';
