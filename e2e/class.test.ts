import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { ClassRoom } from './headless/class-room.ts';
import { recordClip, recordSound } from './headless/clips.ts';
import { signInHost } from './host-api.ts';
import { rememberConnections } from './people/connection-stats.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';
import { readTraffic } from './people/traffic.ts';

// A lecture: a hundred people with cameras, one of whom has a browser. The others send real media, and receive what the box makes of them.

const system = inject('parley');
const others = 99;
/** What a viewer may have of a large room: pictures shown or lately shown, and voices heard or lately heard (see PROTOCOL.md). */
const most = { pictures: 30, voices: 12 };
let ada: Person;
let room: ClassRoom;

beforeAll(async () => {
  const host = await signInHost(system.origin, 'class@example.org');
  ada = await Person.arrive({ name: 'Ada', code: 37, viewport: { width: 1280, height: 800 } });
  await ada.page.addInitScript(rememberConnections);
  await ada.page.goto(system.origin);
  const media = { clip: await recordClip(ada.page, { code: 99 }, 1, 8), sound: await recordSound(ada.page) };
  const id = await host.createMeeting('Lecture', { media: 'sfu', maxSeats: 100 });
  await ada.join(`${system.origin}/m/${id}`);
  room = new ClassRoom();
  await room.fill(system.origin, id, others, media);
}, 240_000);

picturesOnFailure(() => [ada]);

afterAll(async () => {
  await room?.empty();
  await ada?.go();
});

/** Names on the stage with a picture that carries the sender's code, read from the pixels. */
async function namesSeen(): Promise<string[]> {
  const tiles = await ada.page.locator('.stage li[data-name]:not([data-screen-of])').all();
  const names: string[] = [];
  for (const tile of tiles) {
    const name = (await tile.getAttribute('data-name')) ?? '';
    if (name.startsWith('Person') && (await tile.locator('video[data-shown]').count()) > 0) names.push(name);
  }
  return names;
}

test('everybody is in, and the list has them all', async () => {
  await ada.pressInBar('People');
  await ada.seesText('100 people', 30_000);
  const rows = await ada.page.locator('.person-row').count();
  expect(rows, 'the list draws what is in sight').toBeLessThan(60);
  await ada.page.keyboard.press('Escape');
});

test('pictures come for those who are shown, and for nobody else', async () => {
  await eventually(async () => {
    const seen = await namesSeen();
    expect(seen.length).toBeGreaterThan(8);
    expect(seen.length).toBeLessThanOrEqual(most.pictures);
    const moving = (await readTraffic(ada.page)).sides.length;
    expect(moving, 'pictures that move').toBeLessThanOrEqual(most.pictures);
    expect(moving).toBeGreaterThanOrEqual(seen.length - 1);
  }, 40_000);
});

test('the next page has others, and the first ones stop', async () => {
  const first = await namesSeen();
  await ada.press('Next page');
  await eventually(async () => {
    const second = await namesSeen();
    expect(second.length).toBeGreaterThan(4);
    expect(second.filter((name) => first.includes(name)).length).toBeLessThan(first.length / 2);
  }, 30_000);
  await eventually(async () => {
    expect((await readTraffic(ada.page)).sides.length).toBeLessThanOrEqual(most.pictures);
  });
  await ada.press('Previous page');
});

test('the voices are those of the loudest', async () => {
  const before = await readTraffic(ada.page);
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  const after = await readTraffic(ada.page);
  expect(after.voices, 'voices that ever came').toBeGreaterThan(2);
  expect(after.liveVoices, 'voices that come').toBeLessThanOrEqual(most.voices);
  expect(after.receivedBytes).toBeGreaterThan(before.receivedBytes);
});

test('what the box makes for each one is bounded, and so is its answer to a newcomer', () => {
  expect(room.consumersPerViewer).toBeLessThanOrEqual(most.pictures + most.voices);
  expect(room.consumersPerViewer).toBeGreaterThan(10);
  const [early, late] = [room.replyBytes.slice(25, 35), room.replyBytes.slice(-10)].map((sizes) => Math.max(...sizes));
  expect(late).toBeLessThan((early as number) * 1.3);
});
