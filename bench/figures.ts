/** Named figures, flat: `join.rtt0.first_frame_ms.p50` → 211. Units are in the names. */
export type Figures = Record<string, number>;

/** Nearest-rank percentile (0–100) of unsorted samples. Throws when there are none: no figure is better than a made-up one. */
export function percentile(samples: readonly number[], rank: number): number {
  if (samples.length === 0) throw new Error('No samples to take a percentile of.');
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1))] as number;
}

/** `p50`, `p95` and `max` under a common name. */
export function spread(name: string, samples: readonly number[], ranks: readonly number[] = [50, 95]): Figures {
  return Object.fromEntries(ranks.map((rank) => [`${name}.p${rank}`, round(percentile(samples, rank))]));
}

/** To three significant decimals, which is more than any of these measurements carries. */
export function round(value: number): number {
  return Number(value.toFixed(value < 10 ? 3 : 1));
}
