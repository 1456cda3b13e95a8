export * from './announcements.js';
export * from './chats.js';
export * from './commands.js';
export * from './instances.js';
export * from './pins.js';
export * from './rotations.js';
export * from './schedules.js';
export * from './whatsapp.js';
