import type { Browser, Page } from 'playwright-core';
import { signInHost } from '../../e2e/host-api.ts';
import { openChromium } from '../../e2e/people/chromium.ts';
import { basePorts, startParley } from '../../e2e/start-parley.ts';
import type { Bench } from '../bench.ts';
import { type Figures, percentile, round, spread } from '../figures.ts';
import { table } from '../table.ts';
import { startDelayRelay } from './delay-relay.ts';
import { documentJoin } from './document.ts';
import { startStepwise } from './stepwise/server.ts';
import { throttledJoin } from './throttled.ts';

const portOffset = 120;
const stepwisePorts = { http: 5390, media: 45900 };
const runs = 12;
/** performance.mark names, in order; each stage ends at one. */
const stages = ['admitted', 'signaling-connected', 'joined', 'first-remote-frame'] as const;
type Stages = Record<(typeof stages)[number], number>;

/**
 * Click on *Join* → first decoded frame of somebody who is in already. The client runs as people run it: camera on in the green
 * room, then the click. Beside it, the same with one round trip per step. Signaling and HTTP go through a relay of the named
 * round-trip time; media go directly. Each run has a meeting of its own: a page that is closed without a word keeps its place for a
 * minute, in which it may come back, and the others would be joined by ever more of those.
 */
export const joinBench: Bench = {
  title: 'Join: click to first decoded remote frame',
  uses: ['mediasoup', 'chromium'],
  document: documentJoin,
  expected: {
    'join.rtt0.first_frame_ms.p50': { atMost: 350 },
    'join.rtt50.first_frame_ms.p50': { atMost: 450 },
    'join.rtt50.vs_stepwise': { atMost: 0.45 },
  },
  run: async () => {
    const parley = await startParley({ portOffset, env: { JOIN_RATE_PER_MINUTE: '100000' } });
    const host = await signInHost(parley.origin);
    const newMeeting = () => host.createMeeting('Bench');
    const meeting = await newMeeting();
    const newUrl = async () => `${parley.origin}/m/${await newMeeting()}`;
    const askWorker = async () => {
      const reply = await fetch(`${parley.origin}/api/meetings/${meeting}/join`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: parley.origin },
        body: JSON.stringify({ name: 'Stepwise', clientNonce: crypto.randomUUID() }),
      });
      if (!reply.ok) throw new Error(`join answered ${reply.status}`);
    };
    const stepwise = await startStepwise(stepwisePorts, askWorker);
    try {
      const figures: Figures = {};
      for (const rttMs of [0, 50]) Object.assign(figures, await compare(rttMs, newUrl));
      Object.assign(figures, await throttledJoin(newUrl));
      return figures;
    } finally {
      await stepwise.stop();
      await parley.stop();
    }
  },
};

/** One round-trip time: the two ways in turn, so that a slow minute of the machine hits both. */
async function compare(rttMs: number, newUrl: () => Promise<string>): Promise<Figures> {
  const ports = [basePorts.worker + portOffset, basePorts.box + portOffset, stepwisePorts.http];
  const relays = await Promise.all(ports.map((port) => startDelayRelay(port, rttMs)));
  const rules = ports.map((port, index) => `MAP localhost:${port} 127.0.0.1:${relays[index]?.port}`).join(',');
  const browser = await openChromium(null, [
    '--use-fake-device-for-media-stream=fps=30',
    ...(rttMs === 0 ? [] : [`--host-resolver-rules=${rules}`]),
  ]);
  try {
    const samples: Record<'parley' | 'stepwise', Stages[]> = { parley: [], stepwise: [] };
    for (let run = 0; run <= runs; run += 1) {
      const ways = { parley: parleyWay(browser, await newUrl()), stepwise: stepwiseWay(browser) };
      for (const name of ['parley', 'stepwise'] as const) {
        const { click, isIn } = ways[name];
        // Each with its own company, one way at a time: pictures that nobody measures would take the processor from those.
        const already = await click('Already there');
        await isIn(already);
        await settle();
        const stages = await measured(await click('Newcomer'));
        await already.context().close();
        await settle();
        if (run > 0) samples[name].push(stages); // The first warms caches and the compiled script.
      }
    }
    return report(rttMs, samples);
  } finally {
    await browser.close();
    for (const relay of relays) relay.stop();
  }
}

function report(rttMs: number, samples: { parley: Stages[]; stepwise: Stages[] }): Figures {
  const median = (name: keyof typeof samples, stage: keyof Stages) =>
    percentile(
      samples[name].map((one) => one[stage]),
      50,
    );
  console.log(`\nSignaling round trip ${rttMs} ms, ${runs} runs, median ms since the click:`);
  console.log(
    table(
      ['', ...stages],
      (['parley', 'stepwise'] as const).map((name) => [name, ...stages.map((stage) => median(name, stage).toFixed(0))]),
    ),
  );
  const key = `join.rtt${rttMs}`;
  const frames = (name: keyof typeof samples) => samples[name].map((one) => one['first-remote-frame']);
  const early = stages.slice(0, -1).flatMap((stage) =>
    (['parley', 'stepwise'] as const).map((name) => {
      const way = name === 'parley' ? '' : 'stepwise_';
      return [`${key}.${way}${stage.replaceAll('-', '_')}_ms.p50`, round(median(name, stage))] as const;
    }),
  );
  return {
    ...Object.fromEntries(early),
    ...spread(`${key}.first_frame_ms`, frames('parley')),
    ...spread(`${key}.stepwise_first_frame_ms`, frames('stepwise')),
    [`${key}.vs_stepwise`]: round(percentile(frames('parley'), 50) / percentile(frames('stepwise'), 50)),
  };
}

/** A way in: the click, and when the page says that it is in. Whoever is measured is not asked: looking keeps the page busy. */
interface Way {
  click(name: string): Promise<Page>;
  isIn(page: Page): Promise<void>;
}

function parleyWay(browser: Browser, meetingUrl: string): Way {
  return {
    click: async (name) => {
      const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
      const page = await context.newPage();
      await page.goto(meetingUrl);
      await page.getByLabel('Your name').fill(name);
      await page.locator('video').first().evaluate(playing);
      await settle();
      await page.getByRole('button', { name: /^(Join|Start meeting)$/ }).click();
      return page;
    },
    isIn: (page) => page.getByRole('button', { name: 'Leave', exact: true }).waitFor(),
  };
}

function stepwiseWay(browser: Browser): Way {
  return {
    click: async () => {
      const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
      const page = await context.newPage();
      await page.goto(`http://localhost:${stepwisePorts.http}/`);
      await page.locator('body[data-ready]').waitFor();
      await settle();
      await page.getByRole('button', { name: 'Join' }).click();
      return page;
    },
    isIn: (page) => page.locator('body[data-sending]').waitFor(),
  };
}

/** The machine comes to rest: what was closed is torn down, what was opened has started. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 700));

/** Reads the marks once the first frame is there, and leaves. */
async function measured(page: Page): Promise<Stages> {
  await page.waitForFunction(() => performance.getEntriesByName('parley:first-remote-frame').length > 0, undefined, {
    timeout: 20_000,
  });
  const marks = await page.evaluate(() =>
    Object.fromEntries(performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime])),
  );
  await page.context().close();
  const since = (stage: string) =>
    (marks[`parley:${stage}`] ?? Number.NaN) - (marks['parley:join-click'] ?? Number.NaN);
  return Object.fromEntries(stages.map((stage) => [stage, since(stage)])) as Stages;
}

async function playing(element: Element): Promise<void> {
  const video = element as HTMLVideoElement;
  if (video.readyState < 2)
    await new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }));
}
