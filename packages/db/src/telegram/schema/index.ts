export * from './cards.js';
export * from './people.js';
export * from './updates.js';
