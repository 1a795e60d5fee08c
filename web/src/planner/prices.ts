/** What a provider asks. An example: prices change, so every figure can be set. */
export interface Prices {
  readonly currency: string;
  /** One box for a month. */
  readonly boxMonth: number;
  readonly coresPerBox: number;
  /** What a box can send, in Mbit/s: its line, not what is billed. */
  readonly boxMbps: number;
  /** GB out that come with each box in a month. */
  readonly includedGbOut: number;
  /** Beyond those, for each GB. */
  readonly perGbOut: number;
  readonly perGbIn: number;
}

/** When the examples below were written down. */
export const pricesAsOf = '2026-11';

/** Two kinds of provider, as examples and rounded: look up today's prices before you decide. */
export const pricePresets = {
  /** Hetzner Cloud in Europe, two dedicated cores: 20 TB out are included, then it is billed by the TB. */
  hetzner: {
    currency: 'EUR',
    boxMonth: 17,
    coresPerBox: 2,
    boxMbps: 1_000,
    includedGbOut: 20_000,
    perGbOut: 0.001,
    perGbIn: 0,
  },
  /** A large cloud that bills every GB out, two cores. */
  metered: {
    currency: 'USD',
    boxMonth: 62,
    coresPerBox: 2,
    boxMbps: 1_000,
    includedGbOut: 100,
    perGbOut: 0.09,
    perGbIn: 0,
  },
} as const satisfies Record<string, Prices>;

export type PricePreset = keyof typeof pricePresets;
