import type { Prices } from './prices.ts';
import { layerShares, soundMbps } from './received.ts';

/** What a room needs and costs, worked out and not measured: docs/benchmarks.md has what was measured. */
export interface PlanInput {
  /** In one meeting, everybody with a camera: 2 to 500. */
  readonly people: number;
  /** Of such meetings in a month, altogether. */
  readonly hours: number;
  /** One person's stream at full quality with its sound, in Mbit/s. */
  readonly bitrateMbps: number;
  /** Such meetings at the same time, at the busiest. */
  readonly meetings: number;
  /** Each receiver takes the size that its tiles can show (simulcast); else everybody takes full quality. */
  readonly layers: boolean;
  /** Pictures on the screen at once, and the loudest voices with them; null: everybody sees and hears everybody. */
  readonly page: { readonly pictures: number; readonly voices: number } | null;
  /** Hybrid: share of the hours that go directly, 0 to 1. */
  readonly directShare: number;
  readonly prices: Prices;
}

/** One way for media to travel. Rates, encoders are of one person; connections of one meeting; all else of the month and of all meetings. */
export interface Way {
  readonly uploadMbps: number;
  readonly downloadMbps: number;
  readonly encoders: number;
  readonly connections: number;
  readonly gbIn: number;
  readonly gbOut: number;
  /** Busy at the busiest, of the boxes' media workers. */
  readonly cores: number;
  readonly boxes: number;
  readonly costPerMonth: number;
}

export interface Plan {
  readonly direct: Way;
  readonly sfu: Way;
  /** Both: a person's figures and the boxes are those of the harder way, traffic is by the share. */
  readonly hybrid: Way;
}

/** What is planned with where nothing is said. */
export const planDefaults = {
  people: 8,
  hours: 100,
  bitrateMbps: 1.5,
  meetings: 1,
  layers: false,
  page: null,
  directShare: 0.5,
} as const satisfies Omit<PlanInput, 'prices'>;

/** What a box shows and lets be heard at most in a large room, and a page that suits most screens. */
export const pageLimits = { mostPictures: 30, usualPictures: 9, voices: 8 } as const;

/**
 * Cores for each stream that a box takes or sends. In the tables of docs/benchmarks.md (rooms of 8 to 100, small pictures) the box's
 * cores divided by all its streams are 0.0011 to 0.0012 in every row.
 */
const coresPerStream = 0.0012;
/** Large pictures are more packets: an allowance, so that a full stream of 1.5 Mbit/s counts 0.002, mediasoup's own 500 to a core. */
const coresPerMbps = 0.0005;
/** Boxes are not planned fuller: a box that is overtaxed is heard. */
const fullest = 0.7;

const gbPerMbpsHour = 3_600 / 8 / 1_000;

/** @throws {RangeError} with one sentence about the first figure that cannot be */
export function plan(input: PlanInput): Plan {
  checkInput(input);
  const direct = directWay(input);
  const sfu = sfuWay(input);
  return { direct, sfu, hybrid: hybridWay(input, direct, sfu) };
}

function directWay({ people, bitrateMbps, prices }: PlanInput): Way {
  const others = people - 1;
  return {
    uploadMbps: others * bitrateMbps,
    downloadMbps: others * bitrateMbps,
    encoders: others,
    connections: (people * others) / 2,
    gbIn: 0,
    gbOut: 0,
    cores: 0,
    // Signaling still needs one.
    boxes: 1,
    costPerMonth: prices.boxMonth,
  };
}

function sfuWay(input: PlanInput): Way {
  const { people, hours, meetings, prices } = input;
  const { uploadMbps, downloadMbps, streams } = throughTheBox(input);
  const mbps = people * (uploadMbps + downloadMbps) * meetings;
  const cores = people * streams * meetings * coresPerStream + mbps * coresPerMbps;
  const boxes = Math.max(
    1,
    Math.ceil(cores / (prices.coresPerBox * fullest)),
    Math.ceil((people * downloadMbps * meetings) / (prices.boxMbps * fullest)),
  );
  const gbIn = people * uploadMbps * hours * gbPerMbpsHour;
  const gbOut = people * downloadMbps * hours * gbPerMbpsHour;
  const costPerMonth = cost(prices, boxes, gbIn, gbOut);
  return { uploadMbps, downloadMbps, encoders: 1, connections: people, gbIn, gbOut, cores, boxes, costPerMonth };
}

/** One person's rates, and how many streams the box takes from and sends to them. */
function throughTheBox({ people, bitrateMbps, layers, page }: PlanInput) {
  const others = people - 1;
  const pictures = Math.min(others, page?.pictures ?? others);
  const voices = Math.min(others, page?.voices ?? others);
  const sound = Math.min(soundMbps, bitrateMbps);
  const picture = bitrateMbps - sound;
  // One more tile: people see themselves too.
  const { taken, sent } = layers ? layerShares(pictures + 1) : { taken: 1, sent: 1 };
  return {
    uploadMbps: picture * sent + sound,
    downloadMbps: pictures * picture * taken + voices * sound,
    streams: 2 + pictures + voices,
  };
}

function hybridWay({ directShare, prices }: PlanInput, direct: Way, sfu: Way): Way {
  const gbIn = sfu.gbIn * (1 - directShare);
  const gbOut = sfu.gbOut * (1 - directShare);
  const harder = (figure: keyof Way) =>
    Math.max(directShare > 0 ? direct[figure] : 0, directShare < 1 ? sfu[figure] : 0);
  return {
    uploadMbps: harder('uploadMbps'),
    downloadMbps: harder('downloadMbps'),
    encoders: harder('encoders'),
    connections: harder('connections'),
    gbIn,
    gbOut,
    // All may go through the box at the same moment.
    cores: harder('cores'),
    boxes: harder('boxes'),
    costPerMonth: cost(prices, harder('boxes'), gbIn, gbOut),
  };
}

function cost(prices: Prices, boxes: number, gbIn: number, gbOut: number): number {
  const billedOut = Math.max(0, gbOut - prices.includedGbOut * boxes);
  return boxes * prices.boxMonth + billedOut * prices.perGbOut + gbIn * prices.perGbIn;
}

function checkInput(input: PlanInput): void {
  const { page, prices } = input;
  whole('number of people', input.people, 2, 500);
  within('number of hours', input.hours, 0, 1_000_000);
  within('bitrate', input.bitrateMbps, 0.05, 100);
  whole('number of meetings', input.meetings, 1, 10_000);
  within('direct share', input.directShare, 0, 1);
  if (page) whole('number of pictures', page.pictures, 1, pageLimits.mostPictures);
  if (page) whole('number of voices', page.voices, 1, 500);
  whole('number of cores per box', prices.coresPerBox, 1, 256);
  within('line of a box in Mbit/s', prices.boxMbps, 1, 400_000);
  for (const name of ['boxMonth', 'includedGbOut', 'perGbOut', 'perGbIn'] as const)
    within(priceNames[name], prices[name], 0, 1_000_000_000);
}

const priceNames = {
  boxMonth: 'price of a box',
  includedGbOut: 'included traffic',
  perGbOut: 'price of a GB out',
  perGbIn: 'price of a GB in',
} as const;

function within(name: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) throw new RangeError(`The ${name} must be from ${least} to ${most}.`);
}

function whole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`The ${name} must be a whole number from ${least} to ${most}.`);
}
