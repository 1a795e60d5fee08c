import { parseArgs } from 'node:util';
import { type PlanInput, pageLimits, planDefaults } from '../../web/src/planner/plan.ts';
import { type PricePreset, pricePresets, pricesAsOf } from '../../web/src/planner/prices.ts';

/** What was typed cannot be understood; the message is one sentence. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface PlanArguments {
  readonly input: PlanInput;
  readonly preset: PricePreset;
  readonly json: boolean;
  readonly help: boolean;
}

export const planHelp = `Usage: npm run plan -- [options]     what a meeting needs and costs: directly, through a box, and both

Options
  --people N          in a meeting, all with cameras; default ${planDefaults.people}
  --hours N           of such meetings in a month; default ${planDefaults.hours}
  --bitrate N         of one person's stream, in Mbit/s; default ${planDefaults.bitrateMbps}
  --meetings N        such meetings at the same time; default ${planDefaults.meetings}
  --layers            everybody takes the size that their tiles show, not full quality
  --page N            pictures on the screen at once (at most ${pageLimits.mostPictures}; ${pageLimits.usualPictures} is usual); default: everybody
  --voices N          with --page: loudest voices that are heard; default ${pageLimits.voices}
  --direct-share N    hybrid: percent of the hours that go directly; default ${planDefaults.directShare * 100}
  --prices NAME       ${Object.keys(pricePresets).join(' or ')}: examples of ${pricesAsOf}, look up today's; default hetzner
  --box-month N, --cores-per-box N, --box-mbps N, --included-gb N, --per-gb-out N, --per-gb-in N
                      your own prices instead
  --json              one flat object
  --help              show this
`;

const options = {
  people: { type: 'string' },
  hours: { type: 'string' },
  bitrate: { type: 'string' },
  meetings: { type: 'string' },
  layers: { type: 'boolean' },
  page: { type: 'string' },
  voices: { type: 'string' },
  'direct-share': { type: 'string' },
  prices: { type: 'string' },
  'box-month': { type: 'string' },
  'cores-per-box': { type: 'string' },
  'box-mbps': { type: 'string' },
  'included-gb': { type: 'string' },
  'per-gb-out': { type: 'string' },
  'per-gb-in': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws {UsageError} for an option that there is not, and for what is no number */
export function parsePlanArguments(args: readonly string[]): PlanArguments {
  const given = parse(args);
  const number = (name: Exclude<keyof typeof options, 'layers' | 'json' | 'help'>, fallback: number): number => {
    const text = given[name];
    if (text === undefined) return fallback;
    if (!/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`--${name} takes a number, not "${text}".`);
    return Number(text);
  };
  const preset = given.prices ?? 'hetzner';
  if (!isPreset(preset))
    throw new UsageError(`--prices takes ${Object.keys(pricePresets).join(' or ')}, not "${preset}".`);
  if (given.voices !== undefined && given.page === undefined) throw new UsageError('--voices goes with --page.');
  const example = pricePresets[preset];

  return {
    preset,
    json: given.json ?? false,
    help: given.help ?? false,
    input: {
      people: number('people', planDefaults.people),
      hours: number('hours', planDefaults.hours),
      bitrateMbps: number('bitrate', planDefaults.bitrateMbps),
      meetings: number('meetings', planDefaults.meetings),
      layers: given.layers ?? planDefaults.layers,
      page:
        given.page === undefined
          ? planDefaults.page
          : { pictures: number('page', 0), voices: number('voices', pageLimits.voices) },
      directShare: number('direct-share', planDefaults.directShare * 100) / 100,
      prices: {
        currency: example.currency,
        boxMonth: number('box-month', example.boxMonth),
        coresPerBox: number('cores-per-box', example.coresPerBox),
        boxMbps: number('box-mbps', example.boxMbps),
        includedGbOut: number('included-gb', example.includedGbOut),
        perGbOut: number('per-gb-out', example.perGbOut),
        perGbIn: number('per-gb-in', example.perGbIn),
      },
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowNegative: false }).values;
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message.split('. ')[0]?.replaceAll('\n', ' ')}. Use --help to see the options.`,
    );
  }
}

function isPreset(name: string): name is PricePreset {
  return Object.hasOwn(pricePresets, name);
}
