import type { CatchUp } from '../catch-up.js';
import type { QuietPolicy } from '../timetable.js';
import { length, totalOf } from './length.js';
import { into, longest, maybe, phraseOf, type Reader, sequence } from './phrase.js';

/** `if quiet skip` */
export const quietPolicy: Reader<QuietPolicy> = into(
  sequence(
    phraseOf('ifQuiet'),
    longest<QuietPolicy>(
      into(phraseOf('quietMove'), () => 'move'),
      into(phraseOf('quietSkip'), () => 'skip'),
      into(phraseOf('quietAnyway'), () => 'anyway'),
    ),
  ),
  ([, policy]) => policy,
);

const nothing: CatchUp = { policy: 'skip', graceMs: null };
const grace = into(sequence(phraseOf('within'), length), ([, far]) => totalOf(far));
const onceOrAll = longest<CatchUp['policy']>(
  into(phraseOf('catchOnce'), () => 'once'),
  into(phraseOf('catchAll'), () => 'all'),
);

/** `catch up once within 2h`, `no catch up`. */
export const catchUpPolicy: Reader<CatchUp> = longest(
  into(phraseOf('noCatchUp'), () => nothing),
  into(sequence(phraseOf('catchUp'), phraseOf('catchNone')), () => nothing),
  into(sequence(phraseOf('catchUp'), onceOrAll, maybe(grace)), ([, policy, graceMs]) => ({ policy, graceMs })),
);
