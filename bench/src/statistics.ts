/** Of the sorted values, the one below or at which that share of them lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The median of what each round's two figures say to each other: what slowed a round down slowed both. */
export const ratio = (figures: readonly number[], to: readonly number[]): number =>
  median(figures.map((figure, round) => figure / (to[round] ?? Number.NaN)));

/** In ms since 1970, with fractions. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

/** How long the work takes, in ms. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
