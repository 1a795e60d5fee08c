import { afterAll, beforeAll, expect, test } from 'vitest';
import { Boxes } from './boxes.ts';
import { eventually } from './eventually.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { noticeable } from './people/noticeable.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';
import { startParley } from './start-parley.ts';

// Boxes that take two people for a crowd: what each one gets is selected, by what is on their tiles and by who speaks.

let parley: Awaited<ReturnType<typeof startParley>>;
let boxes: Boxes;
let host: HostApi;
let ada: Person;
let ben: Person;
let cleo: Person | undefined;
let meetingId: string;

beforeAll(async () => {
  parley = await startParley({
    boxes: 2,
    portOffset: 140,
    env: { JOIN_RATE_PER_MINUTE: '100000', FORWARD_ALL_UP_TO: '1' },
  });
  boxes = new Boxes(parley.system);
  host = await signInHost(parley.origin, 'large@example.org');
  meetingId = await host.createMeeting('A crowd', { media: 'sfu' });
  [ada, ben] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37, watchful: true }),
    Person.arrive({ name: 'Ben', code: 170, watchful: true }),
  ]);
  for (const person of [ada, ben]) await person.join(`${parley.origin}/m/${meetingId}`);
});

picturesOnFailure(() => [ada, ben, cleo]);

afterAll(async () => {
  await Promise.all([ada, ben, cleo].map((person) => person?.go()));
  await parley?.stop();
});

test('everybody on a tile is seen, and everybody who speaks is heard', async () => {
  cleo = await Person.arrive({ name: 'Cleo', code: 214 });
  await cleo.join(`${parley.origin}/m/${meetingId}`);
  const people = [ada, ben, cleo];
  for (const viewer of people)
    for (const sender of people.filter((each) => each !== viewer)) {
      await viewer.sees(sender);
      await viewer.hears(sender);
    }
  await cleo.leaves();
});

test('a screen that is shared is selected as soon as it is on a tile', async () => {
  await ben.press('Share screen');
  await ada.seesScreenOf(ben);
  await ben.press('Stop sharing');
});

test('a drained box lets go: what is not selected keeps nobody waiting, and nobody notices', async () => {
  await boxes.linked(2);
  const serving = await boxes.serving(meetingId);
  const pairs = [
    [ada, ben],
    [ben, ada],
  ] as const;
  const from = await Promise.all(pairs.map(([viewer]) => viewer.witness.nowMs()));
  boxes.signal(serving, 'SIGTERM');
  await eventually(async () => expect(await boxes.serving(meetingId)).not.toBe(serving), 30_000);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  for (const [index, [viewer, sender]] of pairs.entries()) {
    const gaps = await viewer.witness.gaps(sender, from[index] as number, await viewer.witness.nowMs());
    expect(gaps.videoMs, `pictures of ${sender.name} at ${viewer.name}'s`).toBeLessThan(noticeable.videoMs);
    expect(gaps.audioMs, `sound of ${sender.name} at ${viewer.name}'s`).toBeLessThan(noticeable.audioMs);
    await viewer.sees(sender);
    await viewer.hears(sender);
  }
}, 120_000);
