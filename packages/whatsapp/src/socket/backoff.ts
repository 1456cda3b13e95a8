const first = 1_000;
const longest = 60_000;

/**
 * How long to wait before the next connection, in ms: twice as long after each failure, and between half and all of
 * it, so that the accounts of one process do not come back in step.
 */
export function backoff(failures: number, random: number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(failures - 1, 10));
  return Math.round(whole * (0.5 + random / 2));
}
