export { type Clock, systemClock } from './clock.js';
export type {
  AppConfiguration,
  Configuration,
  Kind,
  LogFormat,
  LogLevel,
  Pace,
} from './configuration/configuration.js';
export { ConfigurationError, type Problem } from './configuration/error.js';
export { findGiven, readConfiguration } from './configuration/read.js';
export { makeHome } from './folder.js';
export { createIds, type Ids } from './ids.js';
export { createLogger, type Logger, type LoggerOptions } from './log/logger.js';
export { explain } from './process/explain.js';
export type { Host } from './process/host.js';
export { type App, run, type Start, type Surroundings } from './process/run.js';
export { createStack, type Stack } from './process/stack.js';
export { StartError } from './process/start-error.js';
export type { Treatment } from './process/unhandled.js';
export { type SecretKey, secretKeys } from './secrets/keys.js';
export { createSealer, type Sealed, type Sealer } from './secrets/sealer.js';
