const firstMs = 250;
const longestMs = 10_000;

/**
 * Pause before attempt number `attempt` (from 0) to connect again: doubled each time, and spread over its whole upper half, for
 * a deploy of the Worker drops the links of all boxes at once.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** attempt);
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
