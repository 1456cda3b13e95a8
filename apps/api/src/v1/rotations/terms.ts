import { always, type DateWindow, type ItemTerms } from '@pinwheel/domain';
import { z } from 'zod';
import { invalid } from '../problems/problem.js';

export const placeShape = z.int().min(1).max(10_000).meta({ description: 'A place, 1 for the first.' });
export const weightShape = z.int().min(1).max(100);
export const leastShape = z.int().min(1).max(31_536_000);

export const askedTermsShape = z
  .strictObject({
    weight: weightShape.optional(),
    from: z.iso.date().nullable().optional().meta({ description: 'Its first day; null for no first day.' }),
    until: z.iso.date().nullable().optional().meta({ description: 'Its last day; null for no last day.' }),
    leastSeconds: leastShape.nullable().optional().meta({ description: 'null for no least time.' }),
  })
  .meta({ id: 'AskedTerms', description: 'What is said anew of an item of a rotation; what is not given stays.' });

/** `before`: the days that the item has had, if it is there. */
export function termsOf(
  { weight, leastSeconds, from, until }: z.infer<typeof askedTermsShape>,
  before: DateWindow = always,
  pointer = '',
): Partial<ItemTerms> {
  const window = { from: from === undefined ? before.from : from, until: until === undefined ? before.until : until };
  if (window.from !== null && window.until !== null && window.until < window.from)
    throw invalid(`${pointer}until`, 'is before the first day');
  return {
    ...(weight !== undefined && { weight }),
    ...((from !== undefined || until !== undefined) && { window }),
    ...(leastSeconds !== undefined && { leastMs: leastSeconds === null ? null : leastSeconds * 1_000 }),
  };
}
