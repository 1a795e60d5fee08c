import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// Meetings that ask for more than a link: a passcode, a host; and what the host reads afterwards.

const system = inject('parley');
let host: HostApi;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  host = await signInHost(system.origin, 'door@example.org');
  [ada, ben] = await Promise.all([Person.arrive({ name: 'Ada' }), Person.arrive({ name: 'Ben' })]);
  await ada.beSignedIn(host);
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all([ada, ben].map((person) => person?.go()));
});

test('a passcode: none, a wrong one, the right one; the host is not asked', async () => {
  const id = await host.createMeeting('Secret', { passcode: 'open Sesame'.replace(' ', '-') });
  await ada.join(`${system.origin}/m/${id}`);
  await ben.open(`${system.origin}/m/${id}`);
  const field = ben.page.getByLabel('Passcode', { exact: true });
  await field.fill('open-says-me');
  await ben.page.getByRole('button', { name: 'Join' }).click();
  await ben.seesText('That is not the passcode. Check the invitation, then try again.');
  await field.fill('open-Sesame');
  await ben.come();
  const reply = await fetch(`${system.origin}/api/meetings/${id}`);
  expect(await reply.text()).not.toContain('Sesame');
  await ben.leaves();
  await ada.leaves();
});

test('a meeting that waits for its host: guests come in when the host does, without a click', async () => {
  const id = await host.createMeeting('With a host', { beginsWithoutHost: false });
  await ben.open(`${system.origin}/m/${id}`);
  await ben.page.getByRole('button', { name: /^(Join|Ask to join)$/ }).click();
  await ben.seesText('The host is not here yet');
  await ada.join(`${system.origin}/m/${id}`);
  await ben.isIn();
  await ben.leaves();
  await ben.seesText(/You were in for/);
  await ada.leaves();
  await eventually(async () => {
    const { sessions } = (await (await host.call('GET', `/api/meetings/${id}/attendance`)).json()) as {
      sessions: { stays: { name: string; leftAtMs: number | null }[] }[];
    };
    expect(sessions[0]?.stays.map(({ name }) => name)).toEqual(['Ada', 'Ben']);
    expect(sessions[0]?.stays.every(({ leftAtMs }) => leftAtMs !== null)).toBe(true);
  });
  await ada.page.goto(`${system.origin}/m/${id}/attendance`);
  await ada.seesText('Ben');
  const [download] = await Promise.all([ada.page.waitForEvent('download'), ada.press('Download as a table (CSV)')]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
});

test('whether a call would work is tested on a real box, hop by hop', async () => {
  const id = await host.createMeeting('Test me');
  await ben.page.goto(`${system.origin}/m/${id}`);
  await ben.press('Check my connection');
  await ben.seesText(/A call will work|All is well|A call would fail/, 60_000);
  const dialog = ben.page.getByRole('dialog');
  const line = async (name: string) => await dialog.locator('li', { hasText: name }).first().textContent();
  for (const hop of ['This service', 'Meeting server', 'UDP', 'TCP'])
    expect([hop, await line(hop)]).toEqual([hop, expect.stringMatching(/works/)]);
  await dialog.getByRole('button', { name: 'Copy the report' }).click();
  const report = await ben.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/udp: good/);
  const own = report
    .split('\n')
    .filter((line) => !line.startsWith('browser name:'))
    .join('\n');
  expect(own).not.toMatch(/eyJ|\b\d+\.\d+\.\d+\.\d+\b/);
}, 90_000);

test('a page in another language, from right to left', async () => {
  await ben.page.evaluate(() => localStorage.setItem('parley:language', 'ar'));
  await ben.page.goto(system.origin);
  await eventually(async () => {
    expect(await ben.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      'ar',
      'rtl',
    ]);
  });
  await eventually(async () => {
    expect(await ben.page.getByRole('heading').first().textContent()).toMatch(/[\u0600-\u06ff]/);
  });
  await ben.page.evaluate(() => localStorage.removeItem('parley:language'));
});
