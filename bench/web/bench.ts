import path from 'node:path';
import type { ClassMedia } from '../../e2e/headless/class-room.ts';
import { recordClip, recordSound } from '../../e2e/headless/clips.ts';
import { signInHost } from '../../e2e/host-api.ts';
import { Person } from '../../e2e/people/person.ts';
import { startParley } from '../../e2e/start-parley.ts';
import { measureWeb, webBudgetKb } from '../../scripts/checks/web-size.ts';
import { buildWeb } from '../../scripts/local/build-web.ts';
import type { Bench } from '../bench.ts';
import { type Figures, round } from '../figures.ts';
import { document } from './document.ts';
import { drawing } from './drawing.ts';
import { leaks } from './leaks.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const portOffset = 360;

/** What a browser must load, what it has to do in a room where much happens, and what it keeps of those who left. */
export const webBench: Bench = {
  title: 'Web client: size, a busy room, and what is left of it',
  expected: {
    'web.home_js_gz_kb': { atMost: webBudgetKb.home },
    'web.meeting_js_gz_kb': { atMost: webBudgetKb.meeting },
    'web.churn50.script_ms_per_s': { atMost: 250 },
    'web.churn50.long_tasks_per_minute': { atMost: 10 },
    'web.churn50.frames_vs_quiet': { atLeast: 0.9 },
    'web.churn50.heap_growth_mb': { atMost: 4 },
    'web.leak.heap_kb_per_join': { atMost: 20 },
    'web.leak.media_streams': { atMost: 10 },
    'web.leak.media_stream_tracks': { atMost: 10 },
    'web.leak.peer_connections': { atMost: 0 },
    'web.leak.own.heap_kb_per_join': { atMost: 100 },
    'web.leak.own.peer_connections': { atMost: 1 },
    'web.leak.own.media_streams': { atMost: 10 },
    'web.leak.own.audio_contexts': { atMost: 0 },
    'web.leak.own.workers': { atMost: 0 },
  },
  uses: ['mediasoup', 'chromium'],
  document,
  run: async (partial) => {
    await buildWeb(root);
    const sizes = measureWeb(root);
    const figures: Figures = {
      'web.home_js_gz_kb': round(sizes.home),
      'web.meeting_js_gz_kb': round(sizes.meeting),
    };
    partial(figures);
    const parley = await startParley({ portOffset, env: { JOIN_RATE_PER_MINUTE: '100000', BOX_CAPACITY: '400' } });
    try {
      const host = await signInHost(parley.origin);
      const media = await record(parley.origin);
      for (const part of [drawing, leaks]) {
        Object.assign(figures, await part(parley.origin, host, media));
        partial(figures);
      }
      return figures;
    } finally {
      await parley.stop();
    }
  },
};

/** What the others send: their smallest picture, as in large rooms. */
async function record(origin: string): Promise<ClassMedia> {
  const person = await Person.arrive({ name: 'Studio' });
  try {
    await person.page.goto(origin);
    return { clip: await recordClip(person.page, { code: 99 }, 1), sound: await recordSound(person.page) };
  } finally {
    await person.go();
  }
}
