import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { Person } from './people/person.ts';

// What a host does before a meeting and after it, and what a guest meets at the door.

const { origin } = inject('parley');
let host: HostApi;
let ada: Person;
let ben: Person;
let link: string;
let passcode: string;

beforeAll(async () => {
  host = await signInHost(origin, 'around@example.org');
  ada = await Person.arrive({ name: 'Ada', code: 91 });
  ben = await Person.arrive({ name: '=Ben()', code: 92 });
  await ada.beSignedIn(host);
});

afterAll(async () => {
  await ada?.go();
  await ben?.go();
});

test('a host plans a lesson with a passcode, and its invitation is on the clipboard', async () => {
  await ada.page.goto(origin);
  await ada.press('Schedule and more');
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByLabel('What is it about?').fill('Physics');
  await dialog.getByRole('switch', { name: /^Schedule it/ }).click();
  await dialog.getByLabel('Date').fill('2031-03-03');
  await dialog.getByLabel('Time', { exact: true }).fill('09:30');
  await dialog.getByLabel('Time zone').selectOption('Europe/Berlin');
  await dialog.getByLabel('Repeats').selectOption('weekly');
  await dialog.getByRole('switch', { name: /^Wait for me/ }).click();
  await dialog.getByRole('switch', { name: /^Passcode/ }).click();
  await dialog.getByRole('button', { name: 'Create meeting' }).click();
  await ada.seesText('“Physics” is ready');
  const invitation = await ada.page.evaluate(() => navigator.clipboard.readText());
  expect(invitation).toMatch(/^Physics\nWhen: .*2031.*Every week\nJoin: http/);
  link = /Join: (\S+)/.exec(invitation)?.[1] ?? '';
  passcode = /Passcode: (\S+)/.exec(invitation)?.[1] ?? '';
  expect(passcode).toMatch(/^\S{8}$/);
});

test('what does not make sense is said where it is, and changes nothing', async () => {
  await ada.page.getByRole('button', { name: 'Settings: Physics' }).click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByLabel('Most people at once').fill('0');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('A number from 1 to 500.').waitFor();
  expect(await dialog.getByLabel('Most people at once').evaluate((field) => field === document.activeElement)).toBe(
    true,
  );
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('the lesson goes into a calendar', async () => {
  await ada.page.getByRole('button', { name: 'Add to calendar: Physics' }).click();
  const download = ada.page.waitForEvent('download');
  await ada.press(/^Calendar file/);
  const file = readFileSync(await (await download).path(), 'utf8');
  for (const line of [
    'DTSTART;TZID=Europe/Berlin:20310303T093000',
    'RRULE:FREQ=WEEKLY',
    'SUMMARY:Physics',
    'BEGIN:VTIMEZONE',
  ])
    expect(file).toContain(`${line}\r\n`);
  const google = await ada.page.getByRole('link', { name: 'Google Calendar' }).getAttribute('href');
  expect(google).toContain('recur=RRULE');
  await ada.press('Close');
});

test('a guest needs the passcode, then waits for the host, and comes in with them', async () => {
  await ben.open(link);
  await ben.press('Join');
  await ben.seesText('Type the passcode that came with the invitation.');
  await ben.page.getByLabel('Passcode').fill('not-the-one');
  await ben.press('Join');
  await ben.seesText('That is not the passcode.');
  expect(await ben.page.getByLabel('Passcode').evaluate((field) => field === document.activeElement)).toBe(true);
  await ben.page.getByLabel('Passcode').fill(passcode);
  await ben.press('Join');
  await ben.seesText('The host is not here yet');
  await ada.open(link);
  await ada.come();
  await ben.isIn();
  await ben.sees(ada);
});

test('somebody at the door tests their connection: every way is found', async () => {
  const cleo = await Person.arrive({ name: 'Cleo', code: 93 });
  await cleo.open(link);
  await cleo.press('Check my connection');
  await cleo.seesText('All is well: a call will work from here.', 60_000);
  for (const step of ['browser', 'camera', 'microphone', 'service', 'server', 'udp', 'tcp', 'speed'])
    expect(await cleo.page.locator(`[data-step="${step}"]`).getAttribute('data-mark'), step).toBe('good');
  await cleo.press('Copy the report');
  const report = await cleo.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('result: good');
  expect(report).not.toMatch(/\d+\.\d+\.\d+\.\d+:|token|candidate/);
  await cleo.go();
});

test.each([
  ['udp', 'A call will work, with limits', { udp: 'limited', tcp: 'good' }],
  ['udp|tcp', 'A call would fail here', { udp: 'bad', tcp: 'bad', server: 'good' }],
])('a network that stops %s is told apart', async (stopped, verdict, marks) => {
  const dan = await Person.arrive({ name: 'Dan', code: 94 });
  await dan.page.addInitScript(leadAstray, stopped);
  await dan.open(link);
  await dan.press('Check my connection');
  await dan.seesText(verdict, 60_000);
  for (const [step, mark] of Object.entries(marks))
    expect(await dan.page.locator(`[data-step="${step}"]`).getAttribute('data-mark'), step).toBe(mark);
  await dan.go();
});

/** Runs in the page: what the box offers of these protocols leads to a port where nobody listens. */
function leadAstray(protocols: string): void {
  const own: (description: RTCSessionDescriptionInit) => Promise<void> =
    RTCPeerConnection.prototype.setRemoteDescription;
  const candidates = new RegExp(`(a=candidate:\\S+ 1 (?:${protocols}) \\d+ \\S+ )\\d+`, 'g');
  RTCPeerConnection.prototype.setRemoteDescription = function (description: RTCSessionDescriptionInit) {
    const { type, sdp = '' } = description;
    return own.call(this, { type, sdp: sdp.replace(candidates, '$19') });
  };
}

test('who was there can be read and taken away as a table without formulas', async () => {
  await ben.leaves();
  await ada.leaves();
  await ada.page.getByRole('link', { name: 'Attendance' }).click();
  await eventually(async () => {
    await ada.page.reload();
    await ada.seesText('2 people', 2_000);
  });
  const download = ada.page.waitForEvent('download');
  await ada.press(/^Download/);
  const table = readFileSync(await (await download).path(), 'utf8');
  expect(table).toContain('"Ada","Host"');
  expect(table).toContain(`"'=Ben()","Guest"`);
});

test('nobody else reads it', async () => {
  await ben.page.goto(`${link}/attendance`);
  await ben.seesText('You are not signed in');
});

test('a chosen language stays, and Arabic is read from right to left', async () => {
  await ben.page.goto(origin);
  await Promise.all([ben.page.waitForEvent('load'), ben.page.getByLabel('Language').selectOption('ar')]);
  await ben.seesText('الانضمام إلى اجتماع');
  expect(await ben.page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await ben.page.locator('html').getAttribute('lang')).toBe('ar');
  await Promise.all([ben.page.waitForEvent('load'), ben.page.getByLabel('اللغة').selectOption('de')]);
  await ben.seesText('An einer Besprechung teilnehmen');
  expect(await ben.page.locator('html').getAttribute('dir')).not.toBe('rtl');
});

test('no language makes a page wider than a phone', async () => {
  await ada.page.setViewportSize({ width: 360, height: 740 });
  const tooWide: string[] = [];
  for (const language of ['en', 'de', 'fr', 'es', 'pt', 'ar', 'zh']) {
    for (const address of [origin, link, `${link}/attendance`, `${origin}/nowhere`]) {
      await ada.page.goto(address);
      await ada.page.evaluate((code) => localStorage.setItem('parley:language', code), language);
      await ada.page.reload();
      await ada.page.getByRole('heading').nth(0).waitFor();
      const beyond = await ada.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (beyond > 0) tooWide.push(`${language} ${address}: ${beyond} px`);
    }
  }
  await ada.page.evaluate(() => localStorage.removeItem('parley:language'));
  await ada.page.setViewportSize({ width: 1100, height: 700 });
  expect(tooWide).toEqual([]);
});

test('without a network the page says so, and comes back with it', async () => {
  await ada.page.goto(origin);
  await eventually(async () => {
    const state = await ada.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state);
    expect(state, ada.said.join('\n')).toBe('activated');
  });
  await ada.context.setOffline(true);
  await ada.page.goto(origin);
  await ada.seesText('You are offline');
  await ada.context.setOffline(false);
  await ada.seesText('Your meetings');
});
