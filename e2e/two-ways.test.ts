import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Boxes } from './boxes.ts';
import { eventually } from './eventually.ts';
import { HeadlessPeer } from './headless/headless-peer.ts';
import { signInHost } from './host-api.ts';
import { noticeable } from './people/noticeable.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// One meeting that goes back and forth between the direct way and the box, and two people who watch each other all the time.

const system = inject('parley');
const boxes = new Boxes(system);
let ada: Person;
let ben: Person;
let cleo: Person | undefined;
let meetingId: string;
let link: string;

beforeAll(async () => {
  const host = await signInHost(system.origin, 'two-ways@example.org');
  meetingId = await host.createMeeting('Two ways');
  link = `${system.origin}/m/${meetingId}`;
  [ada, ben] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37, watchful: true }),
    Person.arrive({ name: 'Ben', code: 170, watchful: true }),
  ]);
  await ada.join(link);
  await ben.join(link);
  await ada.sees(ben);
  await ben.sees(ada);
  await ada.hears(ben);
});

picturesOnFailure(() => [ada, ben, cleo]);

afterAll(async () => {
  await Promise.all([ada, ben, cleo].map((person) => person?.go()));
});

/** Does something, and then says that neither of the two noticed it. */
async function unnoticed(change: () => Promise<void>): Promise<void> {
  const pairs = [
    [ada, ben],
    [ben, ada],
  ] as const;
  const from = await Promise.all(pairs.map(([viewer]) => viewer.witness.nowMs()));
  await change();
  for (const [index, [viewer, sender]] of pairs.entries()) {
    const gaps = await viewer.witness.gaps(sender, from[index] as number, await viewer.witness.nowMs());
    expect(gaps.videoMs, `pictures of ${sender.name} at ${viewer.name}'s`).toBeLessThan(noticeable.videoMs);
    expect(gaps.audioMs, `sound of ${sender.name} at ${viewer.name}'s`).toBeLessThan(noticeable.audioMs);
    expect(gaps.doubledMs, `two voices of ${sender.name} at ${viewer.name}'s`).toBeLessThan(30);
  }
}

async function bothSettled(way: 'p2p' | 'sfu', withinMs?: number): Promise<void> {
  await Promise.all([ada.isSettled(ben, way, withinMs), ben.isSettled(ada, way, withinMs)]);
}

test('two people come to talk directly, by themselves', async () => {
  await unnoticed(() => bothSettled('p2p'));
  await ada.pressInBar('Connection');
  await ada.seesText(/Directly/);
  await ada.page.keyboard.press('Escape');
});

test('while they do, the media workers may die: nothing stops', async () => {
  await unnoticed(async () => {
    const serving = await boxes.serving(meetingId);
    const before = boxes.mediaWorkerPids(serving);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await eventually(async () => {
      const now = boxes.mediaWorkerPids(serving);
      expect(now).toHaveLength(before.length);
      expect(now.some((pid) => before.includes(pid))).toBe(false);
    });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  });
});

test('a camera goes off and on on the direct way, and so does a microphone', async () => {
  await ben.press('Camera off');
  await eventually(async () => expect(await ada.lookAt(ben)).toBeNull());
  await ben.press('Camera on');
  await ada.sees(ben);
  await ben.press('Mute');
  await ada.page.locator(ada.tile('Ben')).getByLabel('Muted').waitFor();
  await ada.hearsNothingOf(ben);
  await ben.press('Unmute');
  await ada.hears(ben);
});

test('somebody comes and goes: all go through the box and back, and the two do not notice', async () => {
  const third = new HeadlessPeer(system.origin, meetingId, 'Hal');
  await unnoticed(async () => {
    await third.enter();
    await bothSettled('sfu');
  });
  await unnoticed(async () => {
    await third.leave();
    await bothSettled('p2p', 40_000);
  });
}, 150_000);

test('somebody comes, goes and comes while the way changes: nobody notices, nobody is lost', async () => {
  const third = new HeadlessPeer(system.origin, meetingId, 'Iris');
  await unnoticed(async () => {
    await third.enter();
    await third.leave();
    await third.enter();
    await bothSettled('sfu', 40_000);
  });
  await unnoticed(async () => {
    await third.leave();
    await bothSettled('p2p', 40_000);
  });
  for (const [viewer, sender] of [
    [ada, ben],
    [ben, ada],
  ] as const) {
    await viewer.sees(sender);
    await viewer.hears(sender);
  }
}, 150_000);

test('a third person joins with a browser, camera and voice: all see and hear all', async () => {
  cleo = await Person.arrive({ name: 'Cleo', code: 214 });
  await cleo.join(link);
  await bothSettled('sfu');
  const third = cleo;
  for (const other of [ada, ben]) {
    await third.sees(other);
    await other.sees(third);
    await third.hears(other);
  }
});

test('a camera that is off, one that goes on and a screen that is shared during the change arrive as well', async () => {
  const third = cleo as Person;
  await ben.press('Camera off');
  await third.press('Leave');
  await bothSettled('p2p', 40_000);
  await third.press('Come back');
  await Promise.all([third.isIn(), ben.press('Camera on'), ada.press('Share screen')]);
  await bothSettled('sfu', 40_000);
  await ada.sees(ben);
  await third.sees(ben);
  for (const viewer of [ben, third]) await viewer.seesScreenOf(ada);
  await ada.press('Stop sharing');
  await eventually(async () => expect(await ben.page.locator('li[data-screen-of]').count()).toBe(0));
}, 150_000);

test('someone reloads while two talk directly: the same person, with the chat', async () => {
  await cleo?.press('Leave');
  await bothSettled('p2p', 40_000);
  await ben.says('Before the reload');
  await ada.reads('Before the reload');
  const before = await ada.idOf(ben);
  await ben.page.reload();
  await ben.come();
  await ada.sees(ben);
  await ben.sees(ada);
  expect(await ada.idOf(ben)).toBe(before);
  await ben.reads('Before the reload');
  await bothSettled('p2p', 40_000);
}, 150_000);
