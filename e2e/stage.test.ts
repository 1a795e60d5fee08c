import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { HeadlessPeer } from './headless/headless-peer.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// How one sees a meeting: who is large, pages of people, a screen looked at closely, a small window. The tests follow one meeting.

const { origin } = inject('parley');
let host: HostApi;
let id: string;
let ada: Person;
let ben: Person;
const crowd: HeadlessPeer[] = [];

beforeAll(async () => {
  host = await signInHost(origin, 'stage@example.org');
  id = await host.createMeeting('Stage');
  [ada, ben] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37 }),
    Person.arrive({ name: 'Ben', code: 170, args: ['--auto-select-desktop-capture-source=Entire screen'] }),
  ]);
  await ada.join(`${origin}/m/${id}`);
  await ben.join(`${origin}/m/${id}`);
  await ada.sees(ben);
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all(crowd.map((peer) => peer.leave()));
  await Promise.all([ada, ben].map((person) => person?.go()));
});

const kindOf = (name: string) => ada.page.locator(ada.tile(name)).getAttribute('data-kind');
const place = async (name: string) => (await ada.page.locator(ada.tile(name)).boundingBox()) ?? { x: 0, y: 0 };

async function chooseView(view: 'automatic' | 'grid' | 'speaker'): Promise<void> {
  await ada.page.getByRole('button', { name: 'View', exact: true }).click();
  await ada.page.locator(`input[value="${view}"]`).first().check();
  await ada.page.keyboard.press('Escape');
}

test('in the speaker view the other is large and the own picture a card, which the arrow keys move', async () => {
  await chooseView('speaker');
  await eventually(async () => expect([await kindOf('Ben'), await kindOf('Ada')]).toEqual(['large', 'card']));
  await eventually(async () => expect((await place('Ada')).y).toBeGreaterThan(300));
  await ada.sees(ben);
  const before = await place('Ada');
  await ada.page.getByRole('button', { name: /^Move your picture/ }).focus();
  await ada.page.keyboard.press('ArrowUp');
  await eventually(async () => expect((await place('Ada')).y).toBeLessThan(before.y - 100));
  await ada.page.keyboard.press('ArrowLeft');
  await eventually(async () => expect((await place('Ada')).x).toBeLessThan(before.x - 100));
});

test('the view is kept over a reload', async () => {
  await ada.join(`${origin}/m/${id}`);
  await eventually(async () => expect(await kindOf('Ben')).toBe('large'));
  await chooseView('automatic');
  await eventually(async () => expect([await kindOf('Ben'), await kindOf('Ada')]).toEqual(['tile', 'tile']));
});

test('who is pinned is large, for this person only', async () => {
  await ada.page.locator(ada.tile('Ben')).hover();
  await ada.page.getByRole('button', { name: 'Pin Ben for me' }).click();
  await eventually(async () => expect(await kindOf('Ben')).toBe('large'));
  await ada.page.locator(ada.tile('Ben')).getByLabel('Pinned').waitFor();
  expect(await ben.page.locator('li[data-kind="large"]').count()).toBe(0);
  await ada.page.getByRole('button', { name: 'Unpin Ben' }).click();
  await eventually(async () => expect(await kindOf('Ben')).toBe('tile'));
});

test('a shared screen can be looked at closely, by keys, a double press and buttons', async () => {
  await ben.pressInBar('Share screen');
  await ada.seesScreenOf(ben);
  await ada.page.locator('.screen-area').focus();
  await ada.page.keyboard.press('+');
  await ada.page.getByText('140 %').waitFor();
  await ada.page.keyboard.press('0');
  await ada.page.getByText('140 %').waitFor({ state: 'detached' });
  await ada.page.locator('.screen-area').dblclick();
  await ada.page.getByText('250 %').waitFor();
  await ada.page.getByRole('button', { name: 'Whole screen' }).click();
  await ada.page.getByText('250 %').waitFor({ state: 'detached' });
  await ben.pressInBar('Stop sharing');
  await ada.page.locator('[data-screen-of]').waitFor({ state: 'detached' });
});

test('a small window shows the other, with switches that work', async () => {
  await ada.press('Small window');
  const small = await eventually(async () => {
    const found = ada.context.pages().find((page) => page !== ada.page);
    if (!found) throw new Error('no small window');
    return found;
  });
  await small.getByText('Ben').waitFor();
  await eventually(async () => {
    const width = await small.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth);
    expect(width).toBeGreaterThan(0);
  });
  await small.getByRole('button', { name: 'Mute' }).click();
  await ben.page.locator(ben.tile('Ada')).getByLabel('Muted').waitFor();
  await small.getByRole('button', { name: 'Unmute' }).click();
  await ada.press('Small window');
  await eventually(async () => expect(ada.context.pages()).toHaveLength(1));
});

test('many people are on pages; who is on another page is not received', async () => {
  for (let number = 1; number <= 14; number++) crowd.push(new HeadlessPeer(origin, id, `Guest ${number}`));
  for (const peer of crowd) await peer.enter();
  await ada.page.setViewportSize({ width: 390, height: 844 });
  const pages = ada.page.getByRole('navigation', { name: 'Pages of people' });
  await pages.waitFor();
  const shown = () => ada.page.locator('.stage-tiles > li').count();
  await eventually(async () => expect(await shown()).toBeLessThan(16));
  await ada.sees(ben);
  await pages.getByRole('button', { name: 'Next page' }).click();
  await ada.page.locator(ada.tile('Guest 14')).or(pages.getByText(/^2 of/)).first().waitFor();
  await ada.page.locator(ada.tile('Ben')).waitFor({ state: 'detached' });
  await ada.page.keyboard.press('PageUp');
  await ada.page.locator(ada.tile('Ben')).waitFor();
  await ada.sees(ben);
  await ada.page.setViewportSize({ width: 1100, height: 700 });
});
