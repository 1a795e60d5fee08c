/** The same seed, the same throws (mulberry32): a run that failed can be played again. */
export interface Dice {
  /** From 0 to below 1. */
  next(): number;
  pick<T>(from: readonly T[]): T;
  /** One of the options, as often as its weight says. */
  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
    weighted: (options) => {
      let left = next() * options.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, option] of options) {
        left -= weight;
        if (left < 0) return option;
      }
      throw new Error('There is nothing to throw for.');
    },
  };
}
