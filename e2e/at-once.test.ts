import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toolScript } from '../scripts/local/tools.ts';
import type {} from './at-once/page.ts';
import { openChromium } from './people/chromium.ts';
import { outFolder } from './start-parley.ts';

// Both ends of a direct connection begin at the same moment, again and again: what a network does only now and then.

const root = path.resolve(import.meta.dirname, '..');
let browser: Browser;
let page: Page;

beforeAll(async () => {
  execFileSync(process.execPath, [
    toolScript(root, 'vite'),
    'build',
    '--config',
    path.join(import.meta.dirname, 'at-once', 'vite.config.ts'),
  ]);
  browser = await openChromium(null);
  page = await browser.newPage();
  await page.addScriptTag({
    type: 'module',
    content: readFileSync(path.join(outFolder, 'at-once', 'page.js'), 'utf8'),
  });
  await page.waitForFunction(() => window.meetAtOnce !== undefined);
});

afterAll(async () => {
  await browser?.close();
});

test.each([
  ['both with everything', ['mic', 'camera'], ['mic', 'camera']],
  ['one with a voice only', ['mic'], ['mic', 'camera']],
  ['one with a picture only', ['camera'], ['mic']],
  ['one with a screen as well', ['mic', 'camera', 'screen'], ['mic', 'camera']],
] as const)('%s: both get all that the other sends, also of screens that come at once', async (_, first, second) => {
  for (let time = 0; time < 4; time += 1) {
    const sources = [[...first], [...second]] as [(typeof first)[number][], (typeof second)[number][]];
    const later = ['screenAudio'] as const;
    const met = await page.evaluate(([sources, later]) => window.meetAtOnce(sources, [[...later], [...later]]), [
      sources,
      later,
    ] as const);
    expect(met).toEqual({
      connected: true,
      received: [[...second, ...later].sort(), [...first, ...later].sort()],
      stuck: 0,
    });
  }
});
