import { type AgendaDifference, type AgendaEntry, outlookDays } from '@pinwheel/pinning';
import { z } from 'zod';
import { entryShape, showEntry } from '../agenda/shape.js';

/** Of each part. */
const most = 200;

const entriesShape = (description: string) => z.array(entryShape).meta({ description });
const changeShape = z.object({ was: entryShape, is: entryShape }).meta({ id: 'AgendaChange' });
const changesShape = (description: string) => z.array(changeShape).meta({ description });

export const differenceShape = z
  .object({
    isHarmless: z.boolean().meta({
      description: 'Nobody loses by it what may have been counted on. In Telegram anything else is asked about first.',
    }),
    days: z.int().meta({ description: 'So far was looked ahead.' }),
    added: entriesShape('What comes that did not. Of a schedule that is not there yet the cause is `s0`.'),
    gone: entriesShape('What comes no more.'),
    moved: changesShape('The same at another time.'),
    replaced: changesShape('Another has the turn.'),
    hindered: changesShape('Something is in the way that was not.'),
    freed: changesShape('Something is in the way no more.'),
    isCut: z.boolean().meta({ description: 'There is more.' }),
  })
  .meta({ id: 'AgendaDifference', description: 'What a change would make of the agenda.' });

export function showDifference(difference: AgendaDifference, isHarmless: boolean): z.infer<typeof differenceShape> {
  const entries = (part: readonly AgendaEntry[]) => part.slice(0, most).map(showEntry);
  const changes = (part: AgendaDifference['moved']) =>
    part.slice(0, most).map(({ was, is }) => ({ was: showEntry(was), is: showEntry(is) }));
  return {
    ...{ isHarmless, days: outlookDays, added: entries(difference.added), gone: entries(difference.gone) },
    ...{ moved: changes(difference.moved), replaced: changes(difference.replaced) },
    ...{ hindered: changes(difference.hindered), freed: changes(difference.freed) },
    isCut: Object.values(difference).some((part: readonly unknown[]) => part.length > most),
  };
}
