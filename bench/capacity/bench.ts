import type { Bench } from '../bench.ts';
import { barChart } from '../charts/bars.ts';
import { markdownTable } from '../document.ts';
import type { Figures } from '../figures.ts';
import { Program } from '../floor/program.ts';
import { dropped, interleave, medianOf, type Rounds, ratioOf, type Sample } from '../rounds.ts';
import { type Forwarder, startMediaWorkers } from './forwarder.ts';
import { Load } from './load.ts';
import { sendBatching } from './send-batching.ts';

const rounds = 7;
const subscribers = 100;
const roundSeconds = 2;
const warmUpSeconds = 1;
const floors = ['sendto', 'sendmmsg', 'gso'] as const;

/** Names of the configurations, and what the page calls them. */
const titles: Record<string, string> = {
  off: 'media worker, batching off',
  on: 'media worker, batching on',
  two: 'two media workers and a pipe',
  'reporting.off': 'with reports of arrival, batching off',
  'reporting.on': 'with reports of arrival, batching on',
  'floor.sendto': 'limit: a call for each packet',
  'floor.sendmmsg': 'limit: sendmmsg, 32 a call',
  'floor.gso': 'limit: UDP GSO',
};

/** What a subscriber's packet costs the media worker, beside the least that any program could need for it. */
export const capacityBench: Bench = {
  title: `Capacity: processor time per packet, ${subscribers} subscribers`,
  expected: {
    'capacity.vs_gso_floor': { atMost: 2.5 },
    'capacity.batching_on_vs_off': { atMost: 0.7 },
    'capacity.fanout_p50_on_vs_off': { atMost: 0.6 },
    'capacity.pipe.cpu_per_packet_vs_one': { atMost: 1.15 },
  },
  uses: ['mediasoup'],
  document,
  charts,
  run: async (partial) => {
    const library = await sendBatching();
    if (library === null)
      console.log('Batching is not measured: there is no library for it here (it takes a C compiler).');
    const load = await Load.start();
    try {
      const plain = await measure(await startPlain(load, library), load, (soFar) => partial(figuresOf(soFar)));
      // By themselves: a media worker that estimates lines has something to do all the time.
      const all = (reporting: Rounds): Rounds => new Map([...plain, ...reporting]);
      const reporting = await startReporting(load, library);
      return figuresOf(all(await measure(reporting, load, (soFar) => partial(figuresOf(all(soFar))))));
    } finally {
      load.end();
    }
  },
};

type Forwarders = ReadonlyMap<string, Forwarder>;
type Library = Awaited<ReturnType<typeof sendBatching>>;

/** In turns; ends them afterwards. */
async function measure(forwarders: Forwarders, load: Load, partial: (soFar: Rounds) => void): Promise<Rounds> {
  try {
    const configurations = new Map<string, () => Promise<Sample>>();
    for (const [name, forwarder] of forwarders) {
      // What is made once, or grows to its size once, is no cost of a packet.
      await load.through(forwarder, subscribers, warmUpSeconds);
      configurations.set(name, () => load.through(forwarder, subscribers, roundSeconds));
    }
    return await interleave(configurations, rounds, partial);
  } finally {
    for (const forwarder of forwarders.values()) forwarder.end();
  }
}

/** Subscribers who only receive, and the limits. */
async function startPlain(load: Load, library: Library): Promise<Forwarders> {
  const preload = library?.preload ?? null;
  const forwarders = new Map<string, Forwarder>();
  forwarders.set('off', await startMediaWorkers({ counts: [subscribers] }, load, null));
  if (library !== null) forwarders.set('on', await startMediaWorkers({ counts: [subscribers] }, load, preload));
  forwarders.set('two', await startMediaWorkers({ counts: [subscribers / 2, subscribers / 2] }, load, preload));
  for (const mode of floors) {
    const program = new Program('floor', [mode, String(subscribers), String(load.port)]);
    const [port] = (await program.said()) as [number];
    forwarders.set(`floor.${mode}`, { port, pids: [program.pid], end: () => program.end() });
  }
  return forwarders;
}

async function startReporting(load: Load, library: Library): Promise<Forwarders> {
  const reporting = { counts: [subscribers], areReporting: true };
  const forwarders = new Map([['reporting.off', await startMediaWorkers(reporting, load, null)]]);
  if (library !== null) forwarders.set('reporting.on', await startMediaWorkers(reporting, load, library.preload));
  return forwarders;
}

/** A box runs with batching where it can: that is what a limit and a second media worker are compared with. */
function figuresOf(measured: Rounds): Figures {
  const own = measured.has('on') ? 'on' : 'off';
  const figures: Figures = {};
  for (const name of ['off', 'on'])
    for (const value of ['us_per_packet', 'fanout_us_p50', 'fanout_us_p99'])
      Object.assign(figures, medianOf(measured, name, value, `capacity.${value}.${name}`));
  for (const mode of floors)
    Object.assign(figures, medianOf(measured, `floor.${mode}`, 'us_per_packet', `floor.us_per_packet.${mode}`));
  return {
    ...figures,
    ...medianOf(measured, 'two', 'us_per_packet', 'capacity.pipe.us_per_packet'),
    ...medianOf(measured, 'reporting.off', 'us_per_packet', 'capacity.reporting.us_per_packet.off'),
    ...medianOf(measured, 'reporting.on', 'us_per_packet', 'capacity.reporting.us_per_packet.on'),
    ...ratioOf(measured, 'us_per_packet', ['on', 'off'], 'capacity.batching_on_vs_off'),
    ...ratioOf(measured, 'fanout_us_p50', ['on', 'off'], 'capacity.fanout_p50_on_vs_off'),
    ...ratioOf(measured, 'us_per_packet', [own, 'floor.gso'], 'capacity.vs_gso_floor'),
    ...ratioOf(measured, 'us_per_packet', ['two', own], 'capacity.pipe.cpu_per_packet_vs_one'),
    ...ratioOf(measured, 'us_per_packet', ['reporting.on', 'reporting.off'], 'capacity.reporting.batching_on_vs_off'),
    'capacity.rounds_dropped': dropped(measured),
  };
}

const rowsOf = [
  ['off', 'capacity.us_per_packet.off', 'capacity.fanout_us_p50.off'],
  ['on', 'capacity.us_per_packet.on', 'capacity.fanout_us_p50.on'],
  ['two', 'capacity.pipe.us_per_packet', ''],
  ['reporting.off', 'capacity.reporting.us_per_packet.off', ''],
  ['reporting.on', 'capacity.reporting.us_per_packet.on', ''],
  ...floors.map((mode) => [`floor.${mode}`, `floor.us_per_packet.${mode}`, '']),
] as const;

function document(figures: Figures): string {
  const cell = (key: string) => (figures[key] === undefined ? '' : String(figures[key]));
  const rows = rowsOf
    .filter(([, key]) => figures[key as string] !== undefined)
    .map(([name, key, fanOut]) => [
      titles[name as string] ?? '',
      `**${cell(key as string)}**`,
      `${cell(`${key}.min`)} – ${cell(`${key}.max`)}`,
      cell(fanOut as string),
    ]);
  const ratios = Object.entries({
    'batching on, of off': 'capacity.batching_on_vs_off',
    'fan-out p50 with batching on, of off': 'capacity.fanout_p50_on_vs_off',
    'as a box runs it, of the limit with GSO': 'capacity.vs_gso_floor',
    'over two media workers, of one': 'capacity.pipe.cpu_per_packet_vs_one',
    'with reports of arrival: batching on, of off': 'capacity.reporting.batching_on_vs_off',
  })
    .filter(([, key]) => figures[key] !== undefined)
    .map(([title, key]) => [title, `**${cell(key)}**`, `${cell(`${key}.min`)} – ${cell(`${key}.max`)}`, limit(key)]);
  return [
    `One stream of 30 frames a second, 5 packets of 1,200 bytes each, to ${subscribers} subscribers over SRTP (AES-128-GCM): 15,000 packets a second leave. Processor time of the media worker by packets that arrived; the configurations take turns, median of ${rounds} rounds and the spread. Rounds with less than 0.98 or more than 1.02 of the packets are dropped: ${cell('capacity.rounds_dropped')} were. The limits are programs that only copy, encrypt and send. _Fan-out_ is the time from the publisher's send until a subscriber's packet arrives.`,
    'The first three have subscribers that only receive, as those of the comparison with peers do. Browsers also report what arrives, ten times a second here (transport-cc, over SRTCP), and the media worker estimates from that what each line carries: rows of their own, because no limit and no peer here does that work.',
    '![Processor time per packet](charts/capacity.svg)',
    markdownTable(['', 'µs per packet', 'spread', 'fan-out p50, µs'], rows),
    markdownTable(['ratio, pairwise in each round', 'median', 'spread', 'expected'], ratios),
  ].join('\n\n');
}

function limit(key: string): string {
  const atMost = capacityBench.expected[key]?.atMost;
  return atMost === undefined ? '' : `≤ ${atMost}`;
}

function charts(figures: Figures): Record<string, string> {
  const bars = rowsOf.flatMap(([name, key]) => {
    const [value, least, most] = [key, `${key}.min`, `${key}.max`].map((each) => figures[each as string]);
    if (value === undefined || least === undefined || most === undefined) return [];
    const kind = (name as string).startsWith('floor.') ? { kind: 'limit' as const } : {};
    return [{ label: titles[name as string] ?? '', value, range: [least, most] as const, ...kind }];
  });
  return { 'capacity.svg': barChart('Processor time per packet', 'µs', bars) };
}
