import { ClassRoom } from '../../e2e/headless/class-room.ts';
import { type Clip, recordClip, recordSound, type Sound } from '../../e2e/headless/clips.ts';
import { type HostApi, signInHost } from '../../e2e/host-api.ts';
import { rememberConnections } from '../../e2e/people/connection-stats.ts';
import { Person } from '../../e2e/people/person.ts';
import { readTraffic, type Traffic } from '../../e2e/people/traffic.ts';
import { startParley } from '../../e2e/start-parley.ts';
import type { Bench } from '../bench.ts';
import { markdownTable } from '../document.ts';
import { type Figures, percentile, round } from '../figures.ts';
import { coresUsed, cpuSeconds } from './cpu.ts';
import { Mesh } from './mesh.ts';

const portOffset = 170;
const sizes = [8, 10, 25, 100] as const;
const meshSizes = [8, 10] as const;
/** Layers and estimates settle, then it is looked at. */
const settleMs = 12_000;
const lookMs = 10_000;
const viewport = { width: 1280, height: 800 };

interface Setting {
  readonly origin: string;
  readonly host: HostApi;
  readonly large: { clip: Clip; sound: Sound };
  readonly small: { clip: Clip; sound: Sound };
}

/** Rooms of several sizes as one of the people in it has them, beside a full mesh where one machine can run it. */
export const classBench: Bench = {
  title: 'Class: rooms of 8 to 100, and a full mesh beside them',
  expected: {
    'class.n100.join_ms.p95': { atMost: 1_000 },
    'class.n100.consumers_per_viewer': { atMost: 42 },
    'class.n25.layout_shift': { atMost: 0.1 },
    'class.n25.long_tasks_per_minute': { atMost: 5 },
  },
  uses: ['mediasoup', 'chromium'],
  document,
  run: async () => {
    const parley = await startParley({ portOffset, env: { JOIN_RATE_PER_MINUTE: '100000', BOX_CAPACITY: '400' } });
    try {
      const host = await signInHost(parley.origin);
      const { clips, sound } = await record(parley.origin);
      const setting: Setting = {
        origin: parley.origin,
        host,
        large: { clip: clips.large, sound },
        small: { clip: clips.small, sound },
      };
      const figures: Figures = {};
      for (const size of sizes) Object.assign(figures, await throughTheBox(setting, size));
      for (const size of meshSizes) Object.assign(figures, await asMesh(setting, size));
      return figures;
    } finally {
      await parley.stop();
    }
  },
};

async function record(origin: string) {
  const person = await Person.arrive({ name: 'Studio' });
  try {
    await person.page.goto(origin);
    const [large, small] = [
      await recordClip(person.page, { code: 99 }, 3),
      await recordClip(person.page, { code: 99 }, 1),
    ];
    return { clips: { large, small }, sound: await recordSound(person.page) };
  } finally {
    await person.go();
  }
}

async function throughTheBox({ origin, host, large, small }: Setting, size: number): Promise<Figures> {
  const name = `class.n${size}`;
  const ada = await newcomer();
  const room = new ClassRoom();
  try {
    await ada.beSignedIn(host);
    const meetingId = await host.createMeeting('Class', { media: 'sfu', maxSeats: size });
    await ada.join(`${origin}/m/${meetingId}`);
    await room.fill(origin, meetingId, size - 1, size <= 10 ? large : small);
    await pause(settleMs);
    await ada.page.evaluate(watchThePage);
    const boxBefore = cpuSeconds(/sfu\/src\/main|mediasoup-worker/);
    const seen = await measured(ada);
    const boxCores = coresUsed(boxBefore, cpuSeconds(/sfu\/src\/main|mediasoup-worker/), lookMs);
    const page = await ada.page.evaluate(readThePage);
    const figures = {
      ...describe(name, seen),
      [`${name}.box_cores`]: round(boxCores),
      [`${name}.join_ms.p50`]: round(percentile(room.joinMs, 50)),
      [`${name}.join_ms.p95`]: round(percentile(room.joinMs, 95)),
      [`${name}.join_reply_media_kb.max`]: round(Math.max(...room.replyBytes) / 1000),
      [`${name}.consumers_per_viewer`]: room.consumersPerViewer,
      [`${name}.long_tasks_per_minute`]: round((page.longTasks * 60_000) / lookMs),
      [`${name}.layout_shift`]: round(page.layoutShift),
    };
    console.log(name, JSON.stringify(figures));
    return figures;
  } finally {
    await room.empty();
    await ada.go();
  }
}

async function asMesh({ origin, large }: Setting, size: number): Promise<Figures> {
  const name = `class.mesh${size}`;
  const ada = await newcomer();
  const mesh = new Mesh();
  try {
    await ada.page.goto(origin);
    await mesh.connect(ada.page, size - 1, large);
    await pause(settleMs);
    const figures = describe(name, await measured(ada));
    console.log(name, JSON.stringify(figures));
    return figures;
  } finally {
    mesh.close();
    await ada.go();
  }
}

async function newcomer(): Promise<Person> {
  const ada = await Person.arrive({ name: 'Ada', code: 37, viewport, film: 'grainy' });
  await ada.page.addInitScript(rememberConnections);
  return ada;
}

type Look = { before: Traffic; after: Traffic; cores: number };

async function measured({ page }: Person): Promise<Look> {
  const [before, cpuBefore] = [await readTraffic(page), cpuSeconds(/chromium/)];
  await pause(lookMs);
  return { before, after: await readTraffic(page), cores: coresUsed(cpuBefore, cpuSeconds(/chromium/), lookMs) };
}

function describe(name: string, { before, after, cores }: Look): Figures {
  const mbps = (bytes: number) => round((bytes * 8) / 1000 / lookMs);
  const frames = ((after.framesDecoded - before.framesDecoded) * 1000) / lookMs;
  return {
    [`${name}.upload_mbps`]: mbps(after.sentBytes - before.sentBytes),
    [`${name}.download_mbps`]: mbps(after.receivedBytes - before.receivedBytes),
    [`${name}.browser_cores`]: round(cores),
    [`${name}.pictures`]: after.sides.length,
    [`${name}.picture_side_px.mean`]: after.sides.length > 0 ? round(mean(after.sides)) : 0,
    [`${name}.frames_per_picture_second`]: after.sides.length > 0 ? round(frames / after.sides.length) : 0,
  };
}

declare global {
  interface Window {
    pageWatch?: { longTasks: number; layoutShift: number };
  }
}

/** Counts what a person would feel: tasks over 50 ms, and things that move by themselves. */
function watchThePage(): void {
  const watch = { longTasks: 0, layoutShift: 0 };
  window.pageWatch = watch;
  new PerformanceObserver((list) => {
    watch.longTasks += list.getEntries().length;
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watch.layoutShift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift' });
}

function readThePage(): { longTasks: number; layoutShift: number } {
  return window.pageWatch ?? { longTasks: 0, layoutShift: 0 };
}

function document(figures: Figures): string {
  const rooms = [...sizes.map((size) => `n${size}`), ...meshSizes.map((size) => `mesh${size}`)];
  const say = (room: string, key: string) => String(figures[`class.${room}.${key}`] ?? '–');
  const title = (room: string) =>
    room.startsWith('mesh') ? `full mesh of ${room.slice(4)}` : `${room.slice(1)} through the box`;
  return [
    markdownTable(
      ['', 'upload Mbit/s', 'download Mbit/s', 'pictures', 'mean side, px', 'frames/s each', 'browser, cores'],
      rooms.map((room) => [
        title(room),
        ...[
          'upload_mbps',
          'download_mbps',
          'pictures',
          'picture_side_px.mean',
          'frames_per_picture_second',
          'browser_cores',
        ].map((key) => say(room, key)),
      ]),
    ),
    markdownTable(
      [
        '',
        'join p50, ms',
        'join p95, ms',
        'join answer: media, KB',
        'streams per viewer',
        'box, cores',
        'long tasks/min',
        'layout shift',
      ],
      sizes.map((size) => [
        `${size}`,
        ...[
          'join_ms.p50',
          'join_ms.p95',
          'join_reply_media_kb.max',
          'consumers_per_viewer',
          'box_cores',
          'long_tasks_per_minute',
          'layout_shift',
        ].map((key) => say(`n${size}`, key)),
      ]),
    ),
  ].join('\n\n');
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
