import { type Figures, percentile, round } from './figures.ts';

/** What one configuration did in one round. */
export interface Sample {
  /** Packets that arrived, by those that were to arrive. */
  readonly received: number;
  readonly values: Figures;
}

/** Per configuration, one entry a round; null where the round was dropped. */
export type Rounds = ReadonlyMap<string, readonly (Figures | null)[]>;

/** A round in which more is missing, or more came than was sent, measures something else. */
export function isKept({ received }: Sample): boolean {
  return received >= 0.98 && received <= 1.02;
}

/**
 * Runs every configuration once per round, in an order that turns, so that a slow minute of the machine and the place in the row hit all.
 * `after` is told of the rounds so far, for those who interrupt.
 */
export async function interleave(
  configurations: ReadonlyMap<string, () => Promise<Sample>>,
  rounds: number,
  after: (soFar: Rounds) => void = () => {},
): Promise<Rounds> {
  const kept = new Map<string, (Figures | null)[]>([...configurations.keys()].map((name) => [name, []]));
  for (let index = 0; index < rounds; index += 1) {
    const said: string[] = [];
    for (const name of turned([...configurations.keys()], index)) {
      const sample = await (configurations.get(name) as () => Promise<Sample>)();
      kept.get(name)?.push(isKept(sample) ? sample.values : null);
      said.push(isKept(sample) ? `${name} ${say(sample)}` : `${name} dropped (${round(sample.received)} received)`);
    }
    console.log(`round ${index + 1} of ${rounds}: ${said.join(', ')}`);
    after(kept);
  }
  return kept;
}

/** Median, least and most of one value of a configuration; nothing when no round of it was kept. */
export function medianOf(rounds: Rounds, name: string, value: string, key: string): Figures {
  return spreadOf(key, samples(rounds, name, value));
}

/** One configuration's value by another's, each round by itself: what both suffered alike cancels out. */
export function ratioOf(rounds: Rounds, value: string, [name, other]: readonly [string, string], key: string): Figures {
  const others = rounds.get(other) ?? [];
  const ratios = (rounds.get(name) ?? []).flatMap((values, index) => {
    const [above, below] = [values?.[value], others[index]?.[value]];
    return above === undefined || below === undefined || below === 0 ? [] : [above / below];
  });
  return spreadOf(key, ratios);
}

/** How many samples of all configurations were dropped. */
export function dropped(rounds: Rounds): number {
  return [...rounds.values()].flat().filter((values) => values === null).length;
}

function samples(rounds: Rounds, name: string, value: string): number[] {
  return (rounds.get(name) ?? []).flatMap((values) => values?.[value] ?? []);
}

function spreadOf(key: string, values: readonly number[]): Figures {
  if (values.length === 0) return {};
  return {
    [key]: round(percentile(values, 50)),
    [`${key}.min`]: round(percentile(values, 0)),
    [`${key}.max`]: round(percentile(values, 100)),
  };
}

const turned = (names: readonly string[], by: number) => {
  const at = names.length === 0 ? 0 : by % names.length;
  return [...names.slice(at), ...names.slice(0, at)];
};
const say = ({ values }: Sample) => String(round(Object.values(values)[0] ?? 0));
