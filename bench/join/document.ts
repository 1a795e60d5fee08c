import { markdownTable } from '../document.ts';
import type { Figures } from '../figures.ts';

const stages = ['admitted', 'signaling_connected', 'joined', 'first_frame'] as const;

/** The bench's section of docs/benchmarks.md. */
export function documentJoin(figures: Figures): string {
  const ms = (key: string) => {
    const value = figures[key];
    return value === undefined ? '' : value.toFixed(0);
  };
  const rows = [0, 50].flatMap((rttMs) =>
    (['', 'stepwise_'] as const).map((way) => [
      `round trip ${rttMs} ms, ${way === '' ? 'Parley' : 'stepwise'}`,
      ...stages.map((stage) => ms(`join.rtt${rttMs}.${way}${stage}_ms.p50`)),
      ms(`join.rtt${rttMs}.${way}first_frame_ms.p95`),
    ]),
  );
  const [near, far, load, frame] = [
    'rtt0.vs_stepwise',
    'rtt50.vs_stepwise',
    'throttled.first_load_ms.p50',
    'throttled.first_frame_ms.p50',
  ].map((key) => figures[`join.${key}`]);
  return [
    markdownTable(['', 'admitted', 'signaling connected', 'joined', 'first frame', '95th percentile'], rows),
    `Parley needs ${far} of the stepwise page's time at a round trip of 50 ms, and ${near} of it without any distance, where there are no round
trips to be saved and a whole client has more to draw than a bare page.`,
    `Over 1.6 Mbit/s and 150 ms, nothing cached, the green room is there ${seconds(load)} after the link was followed, and who clicks at once sees
the other one ${seconds(frame)} after the click: the meeting's code is on its way until then.`,
  ].join('\n\n');
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? '?' : `${(ms / 1_000).toFixed(1)} s`;
}
