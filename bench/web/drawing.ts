import type { ClassMedia } from '../../e2e/headless/class-room.ts';
import type { HostApi } from '../../e2e/host-api.ts';
import { PageLevels } from '../../e2e/people/page-levels.ts';
import { Person } from '../../e2e/people/person.ts';
import { type Figures, round } from '../figures.ts';
import { interleave, medianOf, ratioOf, type Sample } from '../rounds.ts';
import { Churn } from './churn.ts';

const others = 49;
const rounds = 5;
const lookMs = 12_000;
const settleMs = 8_000;
const perSecond = 10;

/** What a page has to do in a room of fifty: when nobody does anything, and when somebody does something ten times a second. */
export async function drawing(origin: string, host: HostApi, media: ClassMedia): Promise<Figures> {
  const id = await host.createMeeting('Churn', { media: 'sfu', maxSeats: 500 });
  const ada = await Person.arrive({ name: 'Ada', viewport: { width: 1280, height: 800 } });
  const churn = new Churn(origin, id, media);
  try {
    await ada.join(`${origin}/m/${id}`);
    await churn.fill(others);
    await ada.pressInBar('People');
    await ada.seesText(`${others + 1} people`, 30_000);
    await ada.page.evaluate(watchFrames);
    const levels = await PageLevels.of(ada.page);
    await churn.during(settleMs, perSecond);
    const before = await levels.read();
    const configurations = new Map<string, () => Promise<Sample>>([
      ['churn', () => look(ada, levels, () => churn.during(lookMs, perSecond))],
      ['quiet', () => look(ada, levels, () => pause(lookMs))],
    ]);
    const measured = await interleave(configurations, rounds);
    const after = await levels.read();
    return {
      ...Object.assign({}, ...keys.map((key) => medianOf(measured, 'churn', key, `web.churn50.${key}`))),
      ...Object.assign({}, ...keys.map((key) => medianOf(measured, 'quiet', key, `web.quiet50.${key}`))),
      ...ratioOf(measured, 'frames_per_s', ['churn', 'quiet'], 'web.churn50.frames_vs_quiet'),
      'web.churn50.heap_mb': round(after.heapKb / 1000),
      'web.churn50.heap_growth_mb': round((after.heapKb - before.heapKb) / 1000),
      'web.churn50.nodes': after.nodes,
      'web.churn50.nodes_growth': after.nodes - before.nodes,
      'web.churn50.listeners_growth': after.listeners - before.listeners,
    };
  } finally {
    await churn.empty();
    await ada.go();
  }
}

const keys = ['script_ms_per_s', 'layout_ms_per_s', 'task_ms_per_s', 'long_tasks_per_minute', 'frames_per_s'];

async function look(ada: Person, levels: PageLevels, meanwhile: () => Promise<unknown>): Promise<Sample> {
  const [workBefore, framesBefore] = [await levels.work(), await ada.page.evaluate(readFrames)];
  await meanwhile();
  const [work, frames] = [await levels.work(), await ada.page.evaluate(readFrames)];
  const seconds = (frames.nowMs - framesBefore.nowMs) / 1000;
  const perSecondOf = (spent: number) => (spent * 1000) / seconds;
  return {
    received: 1,
    values: {
      script_ms_per_s: perSecondOf(work.script - workBefore.script),
      layout_ms_per_s: perSecondOf(work.layout + work.style - workBefore.layout - workBefore.style),
      task_ms_per_s: perSecondOf(work.task - workBefore.task),
      long_tasks_per_minute: ((frames.longTasks - framesBefore.longTasks) * 60) / seconds,
      frames_per_s: (frames.frames - framesBefore.frames) / seconds,
    },
  };
}

interface Frames {
  frames: number;
  longTasks: number;
}

declare global {
  interface Window {
    benchFrames?: Frames;
  }
}

function watchFrames(): void {
  const seen: Frames = { frames: 0, longTasks: 0 };
  window.benchFrames = seen;
  const next = () => {
    seen.frames += 1;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  new PerformanceObserver((list) => {
    seen.longTasks += list.getEntries().length;
  }).observe({ type: 'longtask' });
}

function readFrames(): Frames & { nowMs: number } {
  return { ...(window.benchFrames ?? { frames: 0, longTasks: 0 }), nowMs: performance.now() };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
