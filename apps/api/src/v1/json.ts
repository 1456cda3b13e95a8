import type { Instant } from '@pinwheel/domain';
import { z } from 'zod';

export const instantShape = z.string().meta({ format: 'date-time', examples: ['2026-11-28T12:00:00.000Z'] });

export const instantOf = (at: Instant): string => new Date(at).toISOString();

export const maybeInstant = (at: Instant | null): string | null => (at === null ? null : instantOf(at));

/** What a program may name as a moment: nobody plans for other centuries, and not every calendar goes there. */
const [earliest, latest] = [Date.parse('2000-01-01T00:00:00Z'), Date.parse('2200-01-01T00:00:00Z')];

export const askedInstant = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= earliest && Date.parse(text) < latest, 'must lie between 2000 and 2200');
