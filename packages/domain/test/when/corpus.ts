import calendarEdges from './corpus/calendar-edges.json' with { type: 'json' };
import clockChanges from './corpus/clock-changes.json' with { type: 'json' };
import moreClockChanges from './corpus/more-clock-changes.json' with { type: 'json' };
import morePhrases from './corpus/more-phrases.json' with { type: 'json' };
import once from './corpus/once.json' with { type: 'json' };
import recurring from './corpus/recurring.json' with { type: 'json' };

/** Phrases with the moment they mean, or the first three of a recurrence, for one now in one zone. */
export interface CorpusGroup {
  title: string;
  language: 'en' | 'pt-BR';
  now: string;
  zone: string;
  phrases: Record<string, string | string[]>;
}

export const corpus = [
  once,
  recurring,
  clockChanges,
  moreClockChanges,
  calendarEdges,
  morePhrases,
].flat() as unknown as CorpusGroup[];
