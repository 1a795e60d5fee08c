import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { signInHost } from './host-api.ts';
import { audioEnergyReceived, rememberConnections } from './people/connection-stats.ts';
import { asAnyPage, giveCamera, openFirefox } from './people/firefox.ts';
import { Person } from './people/person.ts';
import { listen, look } from './people/playing.ts';

// Firefox and Chromium in one meeting: simulcast, codecs and ICE differ between them.

const { origin } = inject('parley');
const finnsCode = 145;
let ada: Person;
let firefox: Browser;
let finn: Page;

beforeAll(async () => {
  const host = await signInHost(origin, 'firefox@example.org');
  const link = `${origin}/m/${await host.createMeeting('Two browsers')}`;
  [ada, firefox] = await Promise.all([Person.arrive({ name: 'Ada', code: 37 }), openFirefox()]);
  await ada.join(link);
  finn = await firefox.newPage();
  await finn.setViewport({ width: 1100, height: 700 });
  await finn.evaluateOnNewDocument(rememberConnections);
  await giveCamera(finn, finnsCode);
  await finn.goto(link);
  await (await finn.waitForSelector('::-p-aria([name="Your name"][role="textbox"])'))?.type('Finn');
  await (await finn.waitForSelector('::-p-aria([name="Join"][role="button"])'))?.click();
  await finn.waitForSelector('::-p-aria([name="Leave"][role="button"])');
});

afterAll(async () => {
  await Promise.all([ada?.go(), firefox?.close()]);
});

test('Chromium plays what Firefox sends', async () => {
  const frames = new Set<number>();
  await eventually(async () => {
    const seen = await look(ada.page, `${ada.tile('Finn')} video[data-shown]`);
    expect(seen?.picture?.code).toBe(finnsCode);
    frames.add(seen?.picture?.frame ?? -1);
    expect(frames.size).toBeGreaterThanOrEqual(3);
  }, 30_000);
  const id = await ada.page.locator(ada.tile('Finn')).getAttribute('data-participant');
  await eventually(async () =>
    expect(await listen(ada.page, `audio[data-participant="${id}"]`, 0.02)).toBeGreaterThan(0.02),
  );
});

test('Firefox plays what Chromium sends', async () => {
  const frames = new Set<number>();
  await eventually(async () => {
    const seen = await look(asAnyPage(finn), 'li[data-name="Ada"] video[data-shown]');
    expect(seen?.picture?.code).toBe(37);
    frames.add(seen?.picture?.frame ?? -1);
    expect(frames.size).toBeGreaterThanOrEqual(3);
  }, 30_000);
  const before = await audioEnergyReceived(asAnyPage(finn));
  await eventually(async () => expect(await audioEnergyReceived(asAnyPage(finn))).toBeGreaterThan(before + 0.05));
  // While the way changes there are two of them, of which one is silent.
  const audible = await finn.$$eval('audio', (all) =>
    all.filter((each) => !each.paused && !each.muted && each.currentTime > 0),
  );
  expect(audible).toHaveLength(1);
});
