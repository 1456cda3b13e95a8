import { type DestinationStream, pino } from 'pino';
import type { LogFormat, LogLevel } from '../configuration/configuration.js';
import { openOutput } from './output.js';
import { redaction, redactLine } from './redact.js';
import { serializeError } from './serialize-error.js';

/** The part of pino that we use. Errors go under `error`. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Logger;
}

export interface LoggerOptions {
  level: LogLevel;
  /** null: for people if standard output is a terminal, for programs (json) if not. */
  format: LogFormat | null;
  /** Takes whole lines; standard output if not given. */
  destination?: DestinationStream;
}

/** Writes each line before it returns: what was logged is not lost when the process ends. Secrets do not get through. */
export function createLogger({ level, format, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    redact: redaction,
    serializers: { error: serializeError, err: serializeError, reason: serializeError },
    hooks: { streamWrite: redactLine },
  };
  return pino(options, openOutput(format, destination));
}
