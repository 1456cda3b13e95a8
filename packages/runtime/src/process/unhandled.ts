import type { Ids } from '../ids.js';
import type { Logger } from '../log/logger.js';
import type { Ending } from './ending.js';
import type { Host } from './host.js';

/** Looks at what nobody caught; true: known and seen to. */
export type Treatment = (reason: unknown) => boolean;

/**
 * A rejection that nobody awaited is logged and life goes on: it belongs to one piece of work. After an exception outside
 * of any promise nobody knows what was left half done: the process stops in order, and its supervisor starts it anew.
 */
export function catchUnhandled(host: Host, logger: Logger, ids: Ids, ending: Ending): (treatment: Treatment) => void {
  const treatments: Treatment[] = [];
  const treated = (reason: unknown) => treatments.some((treat) => treat(reason));
  host.on('unhandledRejection', (reason) => {
    if (!treated(reason)) logger.error({ error: reason, id: ids.unique() }, 'A rejection was not handled.');
  });
  host.on('uncaughtException', (reason) => {
    if (treated(reason)) return;
    logger.error({ error: reason, id: ids.unique() }, 'An exception was not caught.');
    ending.begin(1);
  });
  return (treatment) => void treatments.push(treatment);
}
