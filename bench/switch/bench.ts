import type { Page } from 'playwright-core';
import type { Bench } from '../bench.ts';
import { type Company, gather } from '../company.ts';
import { markdownTable } from '../document.ts';
import { type Figures, percentile, round } from '../figures.ts';
import { table } from '../table.ts';

const portOffset = 130;
const repetitions = 10;
/** Of steady play before each switch: its own longest gap is what a switch is compared with. */
const steadyMs = 4_000;
/** Around the flips of a switch: the other way is prepared before, and given up after them. */
const beforeMs = 1_500;
const afterMs = 1_500;

const switches = ['p2p_to_sfu', 'sfu_to_p2p', 'drain'] as const;
type Switch = (typeof switches)[number];
/** Gaps at one viewer: beyond the steady ones for pictures; longest silence for sound. */
type Gap = { extraVideoMs: number; audioMs: number };

/** As people know them. */
const titles: Record<Switch, string> = {
  p2p_to_sfu: 'direct → box (a third person joins)',
  sfu_to_p2p: 'box → direct (the third leaves)',
  drain: 'box → another box (drained)',
};

/**
 * Planned changes of the way that media take, as two people see and hear them: the third person comes, leaves, and the box is
 * drained. Beside it the same changes by the same client, when it cuts before it makes.
 */
export const switchBench: Bench = {
  title: 'Switch: what two people see and hear of a change of the way',
  expected: Object.fromEntries(
    switches.flatMap((name) => [
      [`switch.${name}.extra_video_gap_ms.p95`, { atMost: 50 }],
      [`switch.${name}.audio_gap_ms.p95`, { atMost: 20 }],
    ]),
  ),
  uses: ['mediasoup', 'chromium'],
  document: (figures) => {
    const cells = (key: string) => ['p50', 'p95', 'max'].map((name) => String(figures[`${key}.${name}`]));
    const rows = (way: '' | 'cut_first.') =>
      switches.map((name) => [
        titles[name],
        ...cells(`switch.${name}.${way}extra_video_gap_ms`),
        ...cells(`switch.${name}.${way}audio_gap_ms`),
      ]);
    const header = ['', 'extra video gap p50', 'p95', 'max', 'longest silence p50', 'p95', 'max'];
    return [
      `Milliseconds at the viewer; ${repetitions} changes of each kind, seen by two people.`,
      markdownTable(header, rows('')),
      'The same changes by the same client when it cuts before it makes:',
      markdownTable(header, rows('cut_first.')),
    ].join('\n\n');
  },
  run: async () => {
    const made = await allSwitches(await gather(portOffset), repetitions);
    const cut = await allSwitches(await gather(portOffset, 'cut-first'), 3);
    return report(made, cut);
  },
};

/** So many changes of each kind, of a company of their own. */
async function allSwitches(company: Company, times: number): Promise<Record<Switch, Gap[]>> {
  try {
    return await inCompany(company, times);
  } finally {
    await company.end();
  }
}

async function inCompany(company: Company, times: number): Promise<Record<Switch, Gap[]>> {
  const gaps: Record<Switch, Gap[]> = { p2p_to_sfu: [], sfu_to_p2p: [], drain: [] };
  await company.meet('auto');
  await company.settled('p2p');
  const cleo = company.third();
  for (let time = 0; time < times; time += 1) {
    const toBox = await measured(company, async () => {
      await cleo.enter();
      await company.settled('sfu');
    });
    const toDirect = await measured(company, async () => {
      await cleo.leave();
      await company.settled('p2p');
    });
    gaps.p2p_to_sfu.push(...toBox);
    gaps.sfu_to_p2p.push(...toDirect);
    console.log(`switch ${time + 1}: to the box ${say(toBox)}; to the direct way ${say(toDirect)}`);
  }

  await company.meet('sfu');
  for (let time = 0; time < times; time += 1) {
    const from = await company.serving();
    const drained = await measured(company, async () => {
      await company.boxes.call('POST', `/api/boxes/${from}/drain`, { draining: true });
      await until(async () => (await company.serving()) !== from);
    });
    await company.boxes.call('POST', `/api/boxes/${from}/drain`, { draining: false });
    gaps.drain.push(...drained);
    console.log(`drain ${time + 1}: ${say(drained)}`);
  }
  return gaps;
}

/** Steady play, then the switch: what each of the two saw and heard of the other. */
async function measured({ ada, ben }: Company, change: () => Promise<void>): Promise<Gap[]> {
  const pairs = [
    [ada, ben],
    [ben, ada],
  ] as const;
  const clocks = () => Promise.all(pairs.map(([viewer]) => viewer.witness.nowMs()));
  const before = await clocks();
  await pause(steadyMs);
  const begin = await clocks();
  await change();
  await pause(afterMs);
  const end = await clocks();
  return await Promise.all(
    pairs.map(async ([viewer, sender], index) => {
      const at = (times: number[]) => times[index] as number;
      const [firstMs, lastMs] = await flipsAfter(viewer.page, at(begin));
      const steady = await viewer.witness.gaps(sender, at(before), at(begin));
      const during = await viewer.witness.gaps(
        sender,
        Math.max(at(begin), firstMs - beforeMs),
        Math.min(at(end), lastMs + afterMs),
      );
      return { extraVideoMs: Math.max(0, during.videoMs - steady.videoMs), audioMs: during.audioMs };
    }),
  );
}

/** When the first stream flipped, and the last. Throws when none did: then there was no switch to measure. */
async function flipsAfter(page: Page, fromMs: number): Promise<[number, number]> {
  const times = await page.evaluate(
    (fromMs) =>
      [...performance.getEntriesByName('parley:flip'), ...performance.getEntriesByName('parley:settled')]
        .map(({ startTime }) => startTime)
        .filter((time) => time > fromMs),
    fromMs,
  );
  if (times.length === 0) throw new Error('Nothing flipped.');
  return [Math.min(...times), Math.max(...times)];
}

function report(made: Record<Switch, Gap[]>, cut: Record<Switch, Gap[]>): Figures {
  const figures: Figures = {};
  const add = (key: string, samples: number[]) => {
    for (const [name, rank] of [
      ['p50', 50],
      ['p95', 95],
      ['max', 100],
    ] as const)
      figures[`${key}.${name}`] = round(percentile(samples, rank));
  };
  for (const name of switches) {
    add(`switch.${name}.extra_video_gap_ms`, video(made[name]));
    add(`switch.${name}.audio_gap_ms`, audio(made[name]));
    add(`switch.${name}.cut_first.extra_video_gap_ms`, video(cut[name]));
    add(`switch.${name}.cut_first.audio_gap_ms`, audio(cut[name]));
  }
  const cells = (gaps: number[]) => [50, 95, 100].map((rank) => percentile(gaps, rank).toFixed(0));
  console.log(
    `\n${table(
      ['', 'p50', 'p95', 'max', 'cut first p50', 'p95', 'max'],
      switches.flatMap((name) => [
        [`${name}: extra video gap, ms`, ...cells(video(made[name])), ...cells(video(cut[name]))],
        [`${name}: longest silence, ms`, ...cells(audio(made[name])), ...cells(audio(cut[name]))],
      ]),
    )}`,
  );
  return figures;
}

const video = (gaps: readonly Gap[]) => gaps.map(({ extraVideoMs }) => extraVideoMs);
const audio = (gaps: readonly Gap[]) => gaps.map(({ audioMs }) => audioMs);
const say = (gaps: readonly Gap[]) =>
  gaps.map(({ extraVideoMs, audioMs }) => `${extraVideoMs.toFixed(0)}/${audioMs.toFixed(0)} ms`).join(', ');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => Promise<boolean>): Promise<void> {
  const lateAtMs = Date.now() + 40_000;
  while (!(await condition())) {
    if (Date.now() > lateAtMs) throw new Error('The switch did not come about.');
    await pause(100);
  }
}
