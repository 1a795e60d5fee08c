import { afterAll, beforeAll, expect, test } from 'vitest';
import { Boxes } from './boxes.ts';
import { eventually } from './eventually.ts';
import { HeadlessPeer } from './headless/headless-peer.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';
import { startParley } from './start-parley.ts';

// What whoever runs the service sees and does, on a system of their own: draining a box would take it from other tests.

const operator = 'olga@example.org';
let parley: Awaited<ReturnType<typeof startParley>>;
let boxes: Boxes;
let host: HostApi;
let olga: Person;
let gus: Person;

beforeAll(async () => {
  parley = await startParley({ boxes: 2, portOffset: 320, env: { OPERATORS: operator } });
  boxes = new Boxes(parley.system);
  host = await signInHost(parley.origin, operator);
  olga = await Person.arrive({ name: 'Olga', code: 37 });
  gus = await Person.arrive({ name: 'Gus', code: 170 });
  await olga.beSignedIn(host);
});

picturesOnFailure(() => [olga, gus]);

afterAll(async () => {
  await Promise.all([olga?.go(), gus?.go()]);
  await parley?.stop();
});

const card = (id: string) => olga.page.getByRole('listitem', { name: id, exact: true });

test('an operator finds the page from the start page, and sees the boxes at work', async () => {
  await olga.page.goto(parley.origin);
  await olga.page.getByRole('link', { name: 'Operate' }).click();
  await olga.page.getByRole('heading', { name: 'How the service does' }).waitFor();
  for (const id of ['box-1', 'box-2']) await card(id).getByText('In service').waitFor();
});

test('nobody else sees any of it', async () => {
  await gus.page.goto(`${parley.origin}/operate`);
  await gus.seesText('This page is for operators');
  const stranger = await signInHost(parley.origin, 'host@example.org');
  expect((await stranger.call('GET', '/api/overview')).status).toBe(403);
  await gus.beSignedIn(stranger);
  await gus.page.reload();
  await gus.seesText('This page is for operators');
});

test('a box is drained from the page, takes no meeting meanwhile, and is put back', async () => {
  await card('box-1')
    .getByRole('button', { name: /^Drain/ })
    .click();
  await olga.page.getByRole('dialog').getByRole('button', { name: 'Drain', exact: true }).click();
  await card('box-1').getByText('Empty').waitFor();
  const meetingId = await host.createMeeting('Elsewhere');
  const hal = new HeadlessPeer(parley.origin, meetingId, 'Hal');
  await hal.enter();
  expect(await boxes.serving(meetingId)).toBe('box-2');
  await hal.leave();
  await card('box-1')
    .getByRole('button', { name: /^Put back in service/ })
    .click();
  await card('box-1').getByText('In service').waitFor();
});

test('a new box is offered the lines that enrol it, which are shown once', async () => {
  await olga.press('Add a box');
  const dialog = olga.page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('fsn1-1');
  await dialog.getByLabel('Address').fill('https://fsn1-1.boxes.example.org');
  await dialog.getByLabel('Region').fill('eu-central');
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  await dialog.getByText(/BOX_ENROLMENT_TOKEN=[\w-]{22,}/).waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await olga.page.getByText('BOX_ENROLMENT_TOKEN').count()).toBe(0);
});

test('what browsers report of a call arrives, and so do refusals', async () => {
  const link = `${parley.origin}/m/${await host.createMeeting('Reported', { passcode: 'open-sesame' })}`;
  await gus.page.context().clearCookies();
  await gus.page.goto(link);
  await gus.page.getByLabel('Your name').fill('Gus');
  await gus.page.getByLabel('Passcode').fill('wrong');
  await gus.page.getByRole('button', { name: 'Join' }).click();
  await gus.seesText(/passcode/i);
  const watcher = await olga.context.newPage();
  await watcher.goto(link);
  await watcher.getByLabel('Your name').fill('Olga');
  await watcher.getByRole('button', { name: /^(Join|Start meeting)$/ }).click();
  await watcher.getByRole('button', { name: 'Leave', exact: true }).waitFor();
  await gus.page.getByLabel('Passcode').fill('open-sesame');
  await gus.come();
  await eventually(async () => {
    expect((await gus.lookAt(olga))?.picture?.code).toBe(37);
  }, 30_000);
  // Looks at the line come every few seconds: without one there would be nothing to say.
  await new Promise((resolve) => setTimeout(resolve, 9_000));
  await gus.leaves();
  await watcher.close();
  await eventually(async () => {
    const overview = (await (await boxes.call('GET', '/api/overview')).json()) as {
      joinMs: { count: number; p50: number | null };
      quality: Record<'p2p' | 'sfu', { calls: number }>;
      refusals: { code: string; times: number }[];
    };
    expect(overview.quality.p2p.calls + overview.quality.sfu.calls).toBeGreaterThan(0);
    expect(overview.joinMs.count).toBeGreaterThan(0);
    expect(overview.refusals.find(({ code }) => code === 'passcode-wrong')?.times).toBe(1);
  }, 20_000);
  await olga.page.reload();
  await olga.page.getByText('passcode', { exact: false }).first().waitFor();
}, 120_000);

test('the planner answers in figures', async () => {
  await olga.page.getByRole('link', { name: 'What it needs and costs' }).click();
  await olga.page.getByRole('spinbutton', { name: /People/ }).fill('8');
  await olga.page.getByText('28', { exact: true }).first().waitFor();
  await olga.page.getByText(/10\.5/).first().waitFor();
});

test('a page of an older version asks to be reloaded, where nothing is lost by it', async () => {
  await olga.page.route('**/api/**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'parley-api': '999' } });
  });
  await olga.page.goto(parley.origin);
  await olga.page.getByRole('button', { name: /Reload/ }).waitFor();
  // What the page asks until it is closed would otherwise fail outside of this test.
  await olga.page.unrouteAll({ behavior: 'ignoreErrors' });
});
