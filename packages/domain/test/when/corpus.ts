import { readdirSync, readFileSync } from 'node:fs';

/** Phrases with the moment they mean, or the first three of a recurrence, for one now in one zone. */
export interface CorpusGroup {
  title: string;
  now: string;
  zone: string;
  phrases: Record<string, string | string[]>;
}

const folder = new URL('./corpus/', import.meta.url);

export const corpus: CorpusGroup[] = readdirSync(folder)
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as CorpusGroup[]);
