/**
 * Each way once a round, and another one first in each: whatever else the machine does falls on all of them alike.
 * @returns the rounds of each way, in order
 */
export async function takeTurns<K extends string, T>(
  rounds: number,
  ways: Readonly<Record<K, (round: number) => Promise<T>>>,
): Promise<Record<K, T[]>> {
  const names = Object.keys(ways) as K[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  for (let round = 0; round < rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) results[name].push(await ways[name](round));
  }
  return results;
}
