import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../e2e/people/chromium.ts';
import { type Figures, spread } from '../figures.ts';

const runs = 5;
/** A poor mobile line, as browsers' developer tools know it; media and what a page does by itself are not slowed down. */
const line = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const joinButton = /^(Join|Start meeting)$/;

/**
 * Somebody follows a link over a poor line with nothing cached, and clicks as soon as there is something to click: link → green room,
 * click → first decoded frame of somebody who is in already.
 */
export async function throttledJoin(newUrl: () => Promise<string>): Promise<Figures> {
  const browser = await openChromium(null, ['--use-fake-device-for-media-stream=fps=30']);
  try {
    const loads: number[] = [];
    const frames: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const meetingUrl = await newUrl();
      const already = await enter(browser, meetingUrl, 'Already there');
      await already.getByRole('button', { name: 'Leave', exact: true }).waitFor();
      const page = await enter(browser, meetingUrl, 'Newcomer', line);
      await page.waitForFunction(
        () => performance.getEntriesByName('parley:first-remote-frame').length > 0,
        undefined,
        { timeout: 30_000 },
      );
      const at = (mark: string) => page.evaluate((name) => performance.getEntriesByName(name)[0]?.startTime, mark);
      const [click, frame] = [await at('parley:join-click'), await at('parley:first-remote-frame')];
      loads.push(Number(await page.evaluate(() => document.body.dataset.readyMs)));
      frames.push((frame ?? Number.NaN) - (click ?? Number.NaN));
      await Promise.all([page, already].map((each) => each.context().close()));
    }
    console.log(`\n1.6 Mbit/s and 150 ms, nothing cached, ${runs} runs.`);
    return {
      ...spread('join.throttled.first_load_ms', loads),
      ...spread('join.throttled.first_frame_ms', frames),
    };
  } finally {
    await browser.close();
  }
}

async function enter(browser: Browser, meetingUrl: string, name: string, slow?: typeof line): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const page = await context.newPage();
  if (slow) {
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, ...slow });
  }
  await page.goto(meetingUrl, { waitUntil: 'commit' });
  const button = page.getByRole('button', { name: joinButton });
  await button.waitFor({ timeout: 30_000 });
  await page.evaluate(() => {
    document.body.dataset.readyMs = String(performance.now());
  });
  await page.getByLabel('Your name').fill(name);
  await button.click();
  return page;
}
