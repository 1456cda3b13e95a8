import type { Instant } from '@pinwheel/domain';
import { z } from 'zod';

export const instantShape = z.string().meta({ format: 'date-time', examples: ['2026-11-28T12:00:00.000Z'] });

export const instantOf = (at: Instant): string => new Date(at).toISOString();

export const maybeInstant = (at: Instant | null): string | null => (at === null ? null : instantOf(at));
