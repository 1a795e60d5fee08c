import type { Bench } from '../bench.ts';
import { markdownTable } from '../document.ts';
import type { Figures } from '../figures.ts';
import { dropped, interleave, medianOf, ratioOf } from '../rounds.ts';
import { roundOfBareServer, roundOfBox } from './one-round.ts';

const rounds = 5;

/** Figures of a box, each with what it is called in a round. */
const ofBox: Record<string, string> = {
  joins_per_s: 'joins_per_s',
  cpu_us_per_join: 'cpu_us_per_join',
  media_worker_us_per_join: 'media_worker_us_per_join',
  'n200.cpu_us_per_join': 'n200_cpu_us_per_join',
  kb_per_connection: 'kb_per_connection',
  notices_per_s: 'notices_per_s',
  cpu_us_per_notice: 'cpu_us_per_notice',
  'event_loop_delay_ms.p99': 'delay_ms',
  'burst.event_loop_delay_ms.p99': 'burst_delay_ms',
  'roster_change_bytes.n10': 'n10_bytes',
  'roster_change_bytes.n50': 'n50_bytes',
  'roster_change_bytes.n200': 'n200_bytes',
};

/** A thousand people in a hundred rooms, and what one of them costs. */
export const signalingBench: Bench = {
  title: 'Signaling: 1,000 participants in 100 rooms on one box',
  expected: {
    'signaling.joins_per_s': { atLeast: 200 },
    'signaling.cpu_us_per_join': { atMost: 3_500 },
    'signaling.n200.cpu_us_per_join': { atMost: 4_000 },
    'signaling.kb_per_connection': { atMost: 175 },
    'signaling.notices_per_s': { atLeast: 20_000 },
    'signaling.cpu_per_notice_vs_bare': { atMost: 1.5 },
    'signaling.event_loop_delay_ms.p99': { atMost: 20 },
    'signaling.roster_change_bytes.n10': { atMost: 300 },
    'signaling.roster_change_bytes.n50': { atMost: 300 },
    'signaling.roster_change_bytes.n200': { atMost: 300 },
  },
  run: async () => {
    const configurations = new Map([
      ['box', roundOfBox],
      ['bare', roundOfBareServer],
    ]);
    const measured = await interleave(configurations, rounds);
    const figures = Object.entries(ofBox).map(([key, value]) => medianOf(measured, 'box', value, `signaling.${key}`));
    return {
      ...Object.assign({}, ...figures),
      ...medianOf(measured, 'bare', 'cpu_us_per_notice', 'signaling.bare.cpu_us_per_notice'),
      ...medianOf(measured, 'bare', 'cpu_us_per_join', 'signaling.bare.cpu_us_per_join'),
      ...ratioOf(measured, 'cpu_us_per_notice', ['box', 'bare'], 'signaling.cpu_per_notice_vs_bare'),
      'signaling.samples_dropped': dropped(measured),
    };
  },
  document,
};

/** The figures that say something, in words. */
const rows: [string, string][] = [
  ['joins a second, 64 at a time', 'joins_per_s'],
  ['processor time of a join, µs: the box', 'cpu_us_per_join'],
  ['… its media worker', 'media_worker_us_per_join'],
  ['… the box, into a room of 200', 'n200.cpu_us_per_join'],
  ['… bare Socket.IO', 'bare.cpu_us_per_join'],
  ['resident memory of a connection, kB', 'kb_per_connection'],
  ['notices a second, as quick as requests are answered', 'notices_per_s'],
  ['processor time of a notice, µs: the box, the request included', 'cpu_us_per_notice'],
  ['… bare Socket.IO', 'bare.cpu_us_per_notice'],
  ['event loop delay while 1,000 people do something every 10 s, 99 %, ms', 'event_loop_delay_ms.p99'],
  ['… while they come in', 'burst.event_loop_delay_ms.p99'],
  ['bytes to each for one change, among 10', 'roster_change_bytes.n10'],
  ['… among 50', 'roster_change_bytes.n50'],
  ['… among 200', 'roster_change_bytes.n200'],
];

function document(figures: Figures): string {
  const cell = (key: string) => String(figures[`signaling.${key}`] ?? '–');
  const lines = rows.map(([words, key]) => [words, cell(key), cell(`${key}.min`), cell(`${key}.max`)]);
  const box = `${cell('cpu_per_notice_vs_bare')} times the processor time of bare Socket.IO`;
  return `${markdownTable(['', 'median', 'least', 'most'], lines)}\n\nA notice costs ${box}.`;
}
