import type { Language } from '../text/language.js';
import { commandAliases, type CommandName, folded, nameIn } from './names.js';

/** The nearest of these commands to what was typed, by either of its names; named in the language of the reader. */
export function suggestCommand(typed: string, among: readonly CommandName[], language: Language): string {
  const word = folded(typed);
  const ranked = among.map((command) => ({
    command,
    distance: Math.min(distance(word, command), distance(word, commandAliases[command])),
  }));
  return nameIn(ranked.reduce((best, next) => (next.distance < best.distance ? next : best)).command, language);
}

/** Letters to add, take away, replace, or swap with their neighbour. */
export function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const [above, twoAbove] = [rows[i - 1]!, rows[i - 2]];
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = twoAbove && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? twoAbove[j - 2]! + 1 : Infinity;
      row.push(Math.min(row[j - 1]! + 1, above[j]! + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
