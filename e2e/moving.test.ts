import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Boxes } from './boxes.ts';
import { eventually } from './eventually.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { noticeable } from './people/noticeable.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';
import { findProcesses } from './processes.ts';
import { startParley } from './start-parley.ts';

// Two boxes of which one dies, freezes or is drained under a meeting: it goes on with everything on the other one.

let parley: Awaited<ReturnType<typeof startParley>>;
let boxes: Boxes;
let host: HostApi;
let ada: Person;
let ben: Person;
let meetingId: string;

beforeAll(async () => {
  parley = await startParley({ boxes: 2, portOffset: 60, env: { JOIN_RATE_PER_MINUTE: '100000' } });
  boxes = new Boxes(parley.system);
  host = await signInHost(parley.origin, 'moving@example.org');
  [ada, ben] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37, watchful: true }),
    Person.arrive({ name: 'Ben', code: 170, watchful: true }),
  ]);
  await ada.beSignedIn(host);
});

picturesOnFailure(() => [ada, ben]);

// A test that fails in the middle of a drain must not take the box from those after it.
afterEach(async () => {
  for (const { id, draining } of await boxes.list())
    if (draining) await boxes.call('POST', `/api/boxes/${id}/drain`, { draining: false });
});

afterAll(async () => {
  await Promise.all([ada?.go(), ben?.go()]);
  await parley?.stop();
});

/** Both in a new meeting, seeing and hearing each other; returns the box that serves it. */
async function meet(media: 'auto' | 'sfu'): Promise<string> {
  await boxes.linked(2);
  meetingId = await host.createMeeting('Moving', { media });
  const link = `${parley.origin}/m/${meetingId}`;
  await ada.join(link);
  await ben.join(link);
  await eachSeesAndHears();
  if (media === 'auto') await Promise.all([ada.isSettled(ben, 'p2p'), ben.isSettled(ada, 'p2p')]);
  return await boxes.serving(meetingId);
}

async function eachSeesAndHears(): Promise<void> {
  for (const [viewer, sender] of pairs()) {
    await viewer.sees(sender, 40_000);
    await viewer.hears(sender, 40_000);
  }
}

function pairs(): [Person, Person][] {
  return [
    [ada, ben],
    [ben, ada],
  ];
}

/** Steady pictures and sound of each at the other's, so many milliseconds after `fromMs` at the latest. */
async function recoveredWithin(ms: number, fromMs: readonly number[]): Promise<void> {
  await eventually(async () => {
    for (const [index, [viewer, sender]] of pairs().entries()) {
      const nowMs = await viewer.witness.nowMs();
      const took = await viewer.witness.recoveredMs(sender, fromMs[index] as number, nowMs);
      expect(took, `${sender.name} at ${viewer.name}'s`).not.toBeNull();
      // Steady for a while already, not just for the last frame.
      expect(nowMs - (fromMs[index] as number) - (took as number)).toBeGreaterThan(1_500);
      expect(took, `${sender.name} is back at ${viewer.name}'s`).toBeLessThan(ms);
    }
  }, ms + 10_000);
}

/** Neither of the two saw or heard anything of what happened since then. */
async function unnoticedSince(fromMs: readonly number[]): Promise<void> {
  for (const [index, [viewer, sender]] of pairs().entries()) {
    const gaps = await viewer.witness.gaps(sender, fromMs[index] as number, await viewer.witness.nowMs());
    expect(gaps.videoMs, `pictures of ${sender.name} at ${viewer.name}'s`).toBeLessThan(noticeable.videoMs);
    expect(gaps.audioMs, `sound of ${sender.name} at ${viewer.name}'s`).toBeLessThan(noticeable.audioMs);
  }
}

const clocks = () => Promise.all(pairs().map(([viewer]) => viewer.witness.nowMs()));

test('a box is killed: both are on the other one within seconds, with chat, hand and host', async () => {
  const serving = await meet('sfu');
  await ben.says('Said before the box died');
  await ben.press('Raise hand');
  await ada.page.locator(ada.tile('Ben')).getByLabel('Hand raised').waitFor();
  const from = await clocks();
  boxes.signal(serving, 'SIGKILL');
  await recoveredWithin(8_000, from);
  await eachSeesAndHears();
  expect(await boxes.serving(meetingId)).not.toBe(serving);
  await ada.reads('Said before the box died');
  await ben.reads('Said before the box died');
  await ada.page.locator(ada.tile('Ben')).getByLabel('Hand raised').waitFor();
  await ada.press('People');
  await ada.page.getByRole('switch', { name: /Lock the meeting/ }).waitFor();
}, 120_000);

test('a box is killed while two talk directly: their pictures and voices do not even stop', async () => {
  const serving = await meet('auto');
  const from = await clocks();
  boxes.signal(serving, 'SIGKILL');
  await eventually(async () => expect(await boxes.serving(meetingId)).not.toBe(serving), 30_000);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await unnoticedSince(from);
  await eachSeesAndHears();
}, 120_000);

test('a whole box freezes without a word: both are on the other one', async () => {
  const serving = await meet('sfu');
  const from = await clocks();
  boxes.signalMachine(serving, 'SIGSTOP');
  try {
    await recoveredWithin(20_000, from);
    await eachSeesAndHears();
  } finally {
    boxes.signalMachine(serving, 'SIGCONT');
  }
  // Awake again, it learns that the meeting is not its own any more.
  await boxes.linked(2);
  await eventually(async () => expect(await boxes.serving(meetingId)).not.toBe(serving), 30_000);
  await ada.seesNewFramesOf(ben);
}, 150_000);

test('a media worker freezes: its meeting goes on', async () => {
  const serving = await meet('sfu');
  const from = await clocks();
  const frozen = boxes.mediaWorkerPids(serving);
  for (const pid of frozen) process.kill(pid, 'SIGSTOP');
  await recoveredWithin(12_000, from);
  await eachSeesAndHears();
}, 120_000);

test('a box is drained by its operator: the meeting moves, and nobody notices', async () => {
  const serving = await meet('sfu');
  await ben.says('Said before the drain');
  const from = await clocks();
  const reply = await boxes.call('POST', `/api/boxes/${serving}/drain`, { draining: true });
  expect(reply.status).toBe(200);
  await eventually(async () => expect(await boxes.serving(meetingId)).not.toBe(serving), 30_000);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await unnoticedSince(from);
  await eachSeesAndHears();
  await ada.reads('Said before the drain');
  await boxes.call('POST', `/api/boxes/${serving}/drain`, { draining: false });
}, 120_000);

test('the box that a drained meeting moves to dies on the way: the meeting ends up on one that lives', async () => {
  const serving = await meet('sfu');
  await ben.says('Said before the move');
  const from = await clocks();
  await boxes.call('POST', `/api/boxes/${serving}/drain`, { draining: true });
  const target = await eventually(async () => {
    const now = await boxes.serving(meetingId);
    expect(now).not.toBe(serving);
    return now;
  }, 30_000);
  boxes.signal(target, 'SIGKILL');
  await boxes.call('POST', `/api/boxes/${serving}/drain`, { draining: false });
  await recoveredWithin(25_000, from);
  await eachSeesAndHears();
  await ada.reads('Said before the move');
  await boxes.linked(2);
}, 150_000);

test('a box is asked to stop (SIGTERM): it moves its meeting first', async () => {
  const serving = await meet('sfu');
  const from = await clocks();
  boxes.signal(serving, 'SIGTERM');
  await eventually(async () => expect(await boxes.serving(meetingId)).not.toBe(serving), 30_000);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await unnoticedSince(from);
  await eachSeesAndHears();
}, 120_000);

test('the Worker and the box fail together: once the Worker is back, the meeting goes on', async () => {
  const serving = await meet('sfu');
  const workers = findProcesses(parley.pid, /workerd.* serve/);
  for (const { pid } of workers) process.kill(pid, 'SIGSTOP');
  try {
    boxes.signal(serving, 'SIGKILL');
    await ada.seesText(/Connection lost|Moving to another server/, 20_000);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  } finally {
    for (const { pid } of workers) process.kill(pid, 'SIGCONT');
  }
  await eachSeesAndHears();
}, 120_000);

test('no box is left: two who talk directly go on, and say so', async () => {
  await meet('auto');
  const from = await clocks();
  for (const { id } of await boxes.list()) boxes.signalMachine(id, 'SIGSTOP');
  try {
    await ada.seesText(/Connection lost|Moving to another server|Still trying/, 30_000);
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    await unnoticedSince(from);
  } finally {
    for (const { id } of await boxes.list()) boxes.signalMachine(id, 'SIGCONT');
  }
  await boxes.linked(2);
  await eventually(async () => {
    for (const { page } of [ada, ben])
      expect(await page.getByText(/Connection lost|Moving to another server|Still trying/).count()).toBe(0);
  }, 60_000);
  await eachSeesAndHears();
}, 180_000);
