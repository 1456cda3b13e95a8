import { GrammyError, HttpError } from 'grammy';
import { wasNotDone } from './retry.js';

const says = (error: unknown, pattern: RegExp): boolean =>
  error instanceof GrammyError && pattern.test(error.description);

/** An edit that changes nothing. */
export const isNotModified = (error: unknown): boolean => says(error, /message is not modified/i);

/** The message cannot be edited (any more), for whatever reason. */
export const isNotEditable = (error: unknown): boolean =>
  says(
    error,
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|there is no (text|caption) in the message to edit/i,
  );

export const isNotDeletable = (error: unknown): boolean =>
  says(error, /message to delete not found|message can't be deleted|MESSAGE_ID_INVALID/i);

export const isMarkupRefused = (error: unknown): boolean => says(error, /can't parse entities/i);

/** The person has blocked the bot or is gone, or the bot was thrown out of the group: there is nobody to tell. */
export const isNobodyThere = (error: unknown): boolean =>
  error instanceof GrammyError &&
  (error.error_code === 403 || /chat not found|user is deactivated/i.test(error.description));

export const isUnauthorized = (error: unknown): boolean => error instanceof GrammyError && error.error_code === 401;

/** Another process polls with the same token, or a webhook is set. */
export const isConflict = (error: unknown): boolean => error instanceof GrammyError && error.error_code === 409;

/** The request was made and nobody knows whether it was carried out. */
export const isAnswerLost = (error: unknown): boolean => error instanceof HttpError && !wasNotDone(error);

/** How long Telegram wants to be left alone, in ms; null where it did not say. */
export function retryAfter(error: unknown): number | null {
  const seconds = error instanceof GrammyError ? error.parameters.retry_after : undefined;
  return seconds === undefined ? null : seconds * 1_000;
}
