import type { Bench } from '../bench.ts';
import { type Company, gather } from '../company.ts';
import { markdownTable } from '../document.ts';
import { type Figures, percentile, round } from '../figures.ts';
import { table } from '../table.ts';

const portOffset = 140;
const repetitions = 10;
const steadyMs = 3_000;
/** Nothing may be missing for so long at the end before it counts as recovered. */
const calmMs = 2_000;

/** What is done to a meeting, and how long it may take until both see and hear each other steadily again. */
interface Fault {
  readonly key: 'ice_restart' | 'resume' | 'media_worker_killed' | 'box_killed' | 'box_frozen';
  readonly title: string;
  readonly atMostMs: number;
  /** Returns what puts the machine right afterwards. */
  provoke(company: Company, serving: string): Promise<() => Promise<void>>;
  /** Also how long the way itself takes to be whole again, where media do not even stop: milliseconds, from the pages. */
  readonly until?: string;
}

const nothing = async () => {};

const faults: readonly Fault[] = [
  {
    key: 'ice_restart',
    title: 'ICE restart',
    atMostMs: 1_000,
    until: 'parley:ice-restarted',
    provoke: async ({ ada, ben }) => {
      await Promise.all([ada, ben].map(({ page }) => page.evaluate(() => window.dispatchEvent(new Event('online')))));
      return nothing;
    },
  },
  {
    key: 'resume',
    title: 'signaling cut, resumed',
    atMostMs: 1_000,
    until: 'parley:recovered',
    provoke: async (company) => {
      await company.cutSignaling();
      return nothing;
    },
  },
  {
    key: 'media_worker_killed',
    title: 'media worker killed',
    atMostMs: 1_500,
    provoke: async ({ boxes }, serving) => {
      for (const pid of boxes.mediaWorkerPids(serving)) process.kill(pid, 'SIGKILL');
      return nothing;
    },
  },
  {
    key: 'box_killed',
    title: 'box killed',
    atMostMs: 3_000,
    provoke: async ({ boxes }, serving) => {
      boxes.signal(serving, 'SIGKILL');
      return async () => boxes.linked(2);
    },
  },
  {
    key: 'box_frozen',
    title: 'box frozen, without a word',
    atMostMs: 15_000,
    provoke: async ({ boxes }, serving) => {
      boxes.signalMachine(serving, 'SIGSTOP');
      return async () => {
        boxes.signalMachine(serving, 'SIGCONT');
        await boxes.linked(2);
      };
    },
  },
];

type Outcome = { recoveredMs: number; extraVideoMs: number; audioMs: number };

/** Faults under a meeting of two through the box, as the two see and hear them. */
export const recoveryBench: Bench = {
  title: 'Recovery: from the fault until both see and hear each other steadily again',
  expected: Object.fromEntries(faults.map(({ key, atMostMs }) => [`recovery.${key}.ms.p95`, { atMost: atMostMs }])),
  uses: ['mediasoup', 'chromium'],
  document: (figures) => {
    const columns = ['ms', 'extra_video_gap_ms', 'audio_gap_ms'].flatMap((column) =>
      ['p50', 'p95', 'max'].map((name) => `${column}.${name}`),
    );
    const rows = faults.map(({ key, title }) => [
      title,
      ...columns.map((column) => String(figures[`recovery.${key}.${column}`])),
    ]);
    const header = ['', 'whole again p50', 'p95', 'max', 'extra video gap p50', 'p95', 'max'];
    return [
      `Milliseconds at the viewer; ${repetitions} times each, seen by two people in a meeting through the box, two boxes running.`,
      markdownTable([...header, 'longest silence p50', 'p95', 'max'], rows),
    ].join('\n\n');
  },
  run: async () => {
    const company = await gather(portOffset, 'can-be-cut');
    try {
      const outcomes = new Map<Fault, Outcome[]>();
      for (const fault of faults) {
        await company.meet('sfu');
        const samples: Outcome[] = [];
        for (let time = 1; time <= repetitions; time += 1) {
          samples.push(...(await once(company, fault)));
          console.log(`${fault.key} ${time}: ${samples.slice(-2).map(say).join(', ')}`);
        }
        outcomes.set(fault, samples);
      }
      return report(outcomes);
    } finally {
      await company.end();
    }
  },
};

async function once(company: Company, fault: Fault): Promise<Outcome[]> {
  const { ada, ben } = company;
  const pairs = [
    [ada, ben],
    [ben, ada],
  ] as const;
  const clocks = () => Promise.all(pairs.map(([viewer]) => viewer.witness.nowMs()));
  const serving = await company.serving();
  const before = await clocks();
  await pause(steadyMs);
  const begin = await clocks();
  const mend = await fault.provoke(company, serving);
  const recovered = await Promise.all(
    pairs.map(([viewer, sender], index) => untilSteady(viewer, sender, begin[index] as number)),
  );
  const end = await clocks();
  const outcomes = await Promise.all(
    pairs.map(async ([viewer, sender], index) => {
      const at = (times: number[]) => times[index] as number;
      const steady = await viewer.witness.gaps(sender, at(before), at(begin));
      const during = await viewer.witness.gaps(sender, at(begin), at(end));
      const marked = fault.until === undefined ? null : await markAfter(viewer, fault.until, at(begin));
      return {
        recoveredMs: marked ?? (recovered[index] as number),
        extraVideoMs: Math.max(0, during.videoMs - steady.videoMs),
        audioMs: during.audioMs,
      };
    }),
  );
  await mend();
  return outcomes;
}

type Viewer = Company['ada'];

async function untilSteady(viewer: Viewer, sender: Viewer, fromMs: number): Promise<number> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 250) {
    await pause(250);
    const nowMs = await viewer.witness.nowMs();
    const took = await viewer.witness.recoveredMs(sender, fromMs, nowMs);
    if (took !== null && nowMs - fromMs - took > calmMs) return took;
  }
  throw new Error(`${viewer.name} did not see and hear ${sender.name} again.\n${viewer.said.slice(-20).join('\n')}`);
}

/** The last mark of this name after `fromMs`, as time since then. */
async function markAfter(viewer: Viewer, name: string, fromMs: number): Promise<number> {
  const times = await viewer.page.evaluate(
    ([name, fromMs]) =>
      performance
        .getEntriesByName(name)
        .map(({ startTime }) => startTime - fromMs)
        .filter((time) => time > 0),
    [name, fromMs] as const,
  );
  if (times.length === 0) throw new Error(`${viewer.name}'s page never said ${name}.`);
  return Math.max(...times);
}

function report(outcomes: Map<Fault, Outcome[]>): Figures {
  const figures: Figures = {};
  const ranks = [
    ['p50', 50],
    ['p95', 95],
    ['max', 100],
  ] as const;
  const rows: string[][] = [];
  for (const [{ key }, samples] of outcomes) {
    const columns = {
      ms: samples.map(({ recoveredMs }) => recoveredMs),
      extra_video_gap_ms: samples.map(({ extraVideoMs }) => extraVideoMs),
      audio_gap_ms: samples.map(({ audioMs }) => audioMs),
    };
    for (const [column, values] of Object.entries(columns))
      for (const [name, rank] of ranks) figures[`recovery.${key}.${column}.${name}`] = round(percentile(values, rank));
    rows.push([
      key,
      ...Object.values(columns).flatMap((values) => ranks.map(([, rank]) => percentile(values, rank).toFixed(0))),
    ]);
  }
  const header = ['', 'ms p50', 'p95', 'max', 'video gap p50', 'p95', 'max', 'silence p50', 'p95', 'max'];
  console.log(`\n${table(header, rows)}`);
  return figures;
}

const say = ({ recoveredMs, extraVideoMs, audioMs }: Outcome) =>
  `${recoveredMs.toFixed(0)} ms (gaps ${extraVideoMs.toFixed(0)}/${audioMs.toFixed(0)})`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
