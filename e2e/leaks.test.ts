import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { signInHost } from './host-api.ts';
import { type Levels, PageLevels } from './people/page-levels.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// Ben stays; Ada goes and comes back, on the same page: through the box, and then directly. `npm run bench -- web` does it a hundred times.

const system = inject('parley');
const times = 10;
const warmUp = 2;
/** What is kept once each time is more than this; what a browser has not yet cleared away is less. */
const most: Partial<Levels> = {
  MediaStream: times / 2,
  MediaStreamTrack: times / 2,
  RTCPeerConnection: times / 2,
  RTCDataChannel: times / 2,
  AudioContext: 0,
  AudioNode: times / 2,
  Worker: 0,
  WebSocket: 0,
  HTMLVideoElement: times / 2,
  HTMLAudioElement: times / 2,
  ResizeObserver: times / 2,
  listeners: times - 1,
  nodes: times * 5,
};
let ada: Person;
let ben: Person;

beforeAll(async () => {
  const host = await signInHost(system.origin, 'leaks@example.org');
  [ada, ben] = await Promise.all([Person.arrive({ name: 'Ada', code: 37 }), Person.arrive({ name: 'Ben', code: 170 })]);
  const id = await host.createMeeting('Leaks');
  await ada.join(`${system.origin}/m/${id}`);
  await ben.join(`${system.origin}/m/${id}`);
  await playDirectly();
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all([ada, ben].map((person) => person?.go()));
});

async function playDirectly(): Promise<void> {
  await Promise.all([ada.isSettled(ben, 'p2p'), ben.isSettled(ada, 'p2p')]);
}

async function leaveAndComeBack(): Promise<void> {
  await ada.leaves();
  await eventually(async () => expect(await ben.page.locator(ben.tile('Ada')).count()).toBe(0));
  await ada.press('Come back');
  await ada.isIn();
  await playDirectly();
}

test(`who left and came back ${times} times, and who saw it, hold no more than before`, async () => {
  const people = [ada, ben];
  const levels = await Promise.all(people.map(({ page }) => PageLevels.of(page)));
  for (let time = 0; time < warmUp; time += 1) await leaveAndComeBack();
  const before = await Promise.all(levels.map((each) => each.read()));
  for (let time = 0; time < times; time += 1) await leaveAndComeBack();
  for (const [index, { name }] of people.entries())
    await eventually(async () => {
      const after = await levels[index]?.read();
      for (const [key, more] of Object.entries(most))
        expect(
          (after?.[key as keyof Levels] ?? 0) - (before[index]?.[key as keyof Levels] ?? 0),
          `${key} at ${name}'s`,
        ).toBeLessThanOrEqual(more);
    });
}, 90_000);
