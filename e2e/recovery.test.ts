import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';
import { findProcesses } from './processes.ts';

// What fails here fails for real: processes are killed and frozen under a running meeting.

const { origin, pid } = inject('parley');
let ada: Person;
let ben: Person;
let link: string;

beforeAll(async () => {
  const host = await signInHost(origin, 'recovery@example.org');
  link = `${origin}/m/${await host.createMeeting('Recovery')}`;
  [ada, ben] = await Promise.all([Person.arrive({ name: 'Ada', code: 37 }), Person.arrive({ name: 'Ben', code: 170 })]);
  await ada.join(link);
  await ben.join(link);
  await ada.sees(ben);
  await ben.sees(ada);
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all([ada?.go(), ben?.go()]);
});

test('all media workers are killed: they are replaced, and both see and hear each other again without a click', async () => {
  const before = findProcesses(pid, /mediasoup-worker/);
  for (const worker of before) process.kill(worker.pid, 'SIGKILL');
  await eventually(async () => {
    const now = findProcesses(pid, /mediasoup-worker/);
    expect(now).toHaveLength(before.length);
    expect(now.some((worker) => before.some((old) => old.pid === worker.pid))).toBe(false);
  });
  for (const [viewer, sender] of [
    [ada, ben],
    [ben, ada],
  ] as const) {
    await viewer.seesNewFramesOf(sender);
    await viewer.hears(sender);
  }
});

test('signaling is frozen: media play on, and what was done meanwhile holds afterwards', async () => {
  const boxes = findProcesses(pid, /sfu\/src\/main\.ts/);
  for (const box of boxes) process.kill(box.pid, 'SIGSTOP');
  try {
    await ada.seesText(/Connection lost/, 20_000);
    await ada.seesNewFramesOf(ben);
    await ada.hears(ben);
    // Longer than a request waits for its answer: this mute is lost on the way.
    await ben.press('Mute');
    await new Promise((resolve) => setTimeout(resolve, 9_000));
  } finally {
    for (const box of boxes) process.kill(box.pid, 'SIGCONT');
  }
  await eventually(async () => expect(await ada.page.getByText(/Connection lost/).count()).toBe(0));
  await ada.page.locator(ada.tile('Ben')).getByLabel('Muted').waitFor();
  await ben.press('Unmute');
  await ada.hears(ben);
}, 90_000);

test('signaling is frozen for so long that resuming and joining anew meet: nobody is thrown out', async () => {
  const boxes = findProcesses(pid, /sfu\/src\/main\.ts/);
  for (const box of boxes) process.kill(box.pid, 'SIGSTOP');
  try {
    // 10 s until the loss is noticed, 15 s until the Worker is asked, and some.
    await new Promise((resolve) => setTimeout(resolve, 27_000));
  } finally {
    for (const box of boxes) process.kill(box.pid, 'SIGCONT');
  }
  await eventually(async () => {
    for (const { page } of [ada, ben]) expect(await page.getByText(/Connection lost|Still trying/).count()).toBe(0);
  }, 30_000);
  for (const [viewer, sender] of [
    [ada, ben],
    [ben, ada],
  ] as const) {
    await viewer.sees(sender);
    await viewer.hears(sender);
  }
}, 120_000);

test('a laptop sleeps: whoever opens the lid again is back without a click, as the same person', async () => {
  const before = await ada.idOf(ben);
  await ben.sleeps(16_000);
  for (const [viewer, sender] of [
    [ada, ben],
    [ben, ada],
  ] as const) {
    await viewer.seesNewFramesOf(sender, 30_000);
    await viewer.hears(sender, 30_000);
  }
  expect(await ada.idOf(ben)).toBe(before);
}, 120_000);

test('the Worker is frozen: the meeting goes on; joining works again once it is back', async () => {
  const workers = findProcesses(pid, /workerd.* serve/);
  for (const worker of workers) process.kill(worker.pid, 'SIGSTOP');
  try {
    await ada.seesNewFramesOf(ben);
    await ben.press('Camera off');
    await eventually(async () => expect(await ada.lookAt(ben)).toBeNull());
    await ben.press('Camera on');
    await ada.sees(ben);
  } finally {
    for (const worker of workers) process.kill(worker.pid, 'SIGCONT');
  }
  const cleo = await Person.arrive({ name: 'Cleo', code: 214 });
  try {
    await cleo.join(link);
    await cleo.sees(ada);
    await ben.sees(cleo);
  } finally {
    await cleo.go();
  }
  // A closed window is not a goodbye: the box notices by itself.
  await eventually(async () => expect(await ada.page.locator(ada.tile('Cleo')).count()).toBe(0), 90_000);
}, 150_000);
