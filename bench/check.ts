import type { Expectation } from './bench.ts';
import type { Figures } from './figures.ts';

/** False when the figure is beyond what is expected. */
export function isMet(value: number, { atMost, atLeast }: Expectation): boolean {
  return !(atMost !== undefined && value > atMost) && !(atLeast !== undefined && value < atLeast);
}

/** `≤ 0.7`, or nothing. */
export function wanted({ atMost, atLeast }: Expectation = {}): string {
  if (atMost !== undefined) return `≤ ${atMost}`;
  return atLeast === undefined ? '' : `≥ ${atLeast}`;
}

/**
 * Every limit that these benches missed, as a sentence. A figure's bench is its first word. One that was to be measured and was not
 * counts as missed: a check that is green because it saw nothing is worse than none.
 */
export function missedLimits(
  figures: Figures,
  limits: Readonly<Record<string, Expectation>>,
  ran: readonly string[],
): string[] {
  return Object.entries(limits)
    .filter(([key]) => ran.includes(key.split('.')[0] as string))
    .flatMap(([key, limit]) => {
      const value = figures[key];
      if (value === undefined) return [`${key} was not measured (${wanted(limit)} is required)`];
      return isMet(value, limit) ? [] : [`${key} is ${value} (${wanted(limit)} is required)`];
    });
}
