import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle } from '../../worker/test/node/bundle.ts';
import type { Bench } from '../bench.ts';
import { markdownTable } from '../document.ts';
import { type Figures, round } from '../figures.ts';
import { interleave, medianOf, type Rounds } from '../rounds.ts';
import { coldStart } from './cold-start.ts';
import { Requests } from './requests.ts';

const coldStarts = 9;
const rounds = 7;

/** What a person coming in costs the Worker, how many bytes it is, and how long its first answer takes in a new place. */
export const workerBench: Bench = {
  title: 'Worker: joins, bytes and cold start',
  expected: {
    'worker.joins_per_s': { atLeast: 100 },
    'worker.join_ms.p99': { atMost: 100 },
    'worker.cpu_ms_per_join': { atMost: 8 },
    'worker.bundle_kb_gz': { atMost: 480 },
    'worker.cold_start_ms': { atMost: 200 },
    // The sign-in library at every start would be half as much again.
    'worker.cold_start_cpu_ms': { atMost: 130 },
  },
  document,
  run: async (partial) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-bench-worker-'));
    try {
      const script = bundle(folder);
      const figures: Figures = {
        'worker.bundle_kb': round(Buffer.byteLength(script) / 1000),
        'worker.bundle_kb_gz': round(gzipSync(script).length / 1000),
      };
      const starts = await interleave(new Map([['cold start', () => coldStart(script)]]), coldStarts);
      Object.assign(figures, {
        ...medianOf(starts, 'cold start', 'ms', 'worker.cold_start_ms'),
        ...medianOf(starts, 'cold start', 'cpu_ms', 'worker.cold_start_cpu_ms'),
      });
      partial(figures);
      return { ...figures, ...(await requests()) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function requests(): Promise<Figures> {
  const made = await Requests.start();
  try {
    const configurations = new Map([
      ['join', () => made.joins()],
      ['look', () => made.looks()],
      ['least', () => made.least()],
    ]);
    const measured = await interleave(configurations, rounds);
    return {
      ...cpu(measured, 'join'),
      ...cpu(measured, 'look'),
      ...cpu(measured, 'least'),
      ...medianOf(measured, 'join', 'per_s', 'worker.joins_per_s'),
      ...medianOf(measured, 'join', 'p50', 'worker.join_ms.p50'),
      ...medianOf(measured, 'join', 'p99', 'worker.join_ms.p99'),
    };
  } finally {
    await made.stop();
  }
}

function cpu(measured: Rounds, name: string): Figures {
  return medianOf(measured, name, 'cpu_ms', `worker.cpu_ms_per_${name}`);
}

function document(figures: Figures): string {
  const cell = (key: string) => String(figures[`worker.${key}`] ?? '–');
  const spread = (key: string) => `${cell(`${key}.min`)} – ${cell(`${key}.max`)}`;
  const row = (words: string, key: string) => [words, `**${cell(key)}**`, spread(key)];
  return [
    `\`npm run bench -- worker --docs\` writes this. New people, four at a time, into 20 meetings: decision, seat, placement and a signed token each. Processor time is that of Cloudflare's runtime, in which the Worker, both kinds of Durable Object and the database run in one process; a request that asks nobody is nearly all the runtime's own, so what a join takes beyond it is ours. Median of ${rounds} rounds that take turns.`,
    markdownTable(
      ['', 'median', 'spread'],
      [
        row('processor time of a join, ms', 'cpu_ms_per_join'),
        row("… of what a meeting's link shows", 'cpu_ms_per_look'),
        row('… of a request that asks nobody', 'cpu_ms_per_least'),
        row('joins a second', 'joins_per_s'),
        row('time of a join, median, ms', 'join_ms.p50'),
        row('… 99th percentile', 'join_ms.p99'),
      ],
    ),
    `What is deployed is ${cell('bundle_kb_gz')} KB gzipped (${cell('bundle_kb')} KB). The cold start is the time from the start of a fresh runtime to the first answer, less the same for a script of one line and less a warm answer: reading, compiling and running the script. Cloudflare allows a second of it. The sign-in library is evaluated when somebody first signs in or comes with a session, and not in here.`,
    markdownTable(
      ['', 'median', 'spread'],
      [row('cold start, ms', 'cold_start_ms'), row('… processor time, all threads, ms', 'cold_start_cpu_ms')],
    ),
  ].join('\n\n');
}
