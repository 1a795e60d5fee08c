import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type HostApi, signInHost } from './host-api.ts';
import { Person } from './people/person.ts';

// axe finds what a machine can find: names, contrast, roles. No serious violation on any page, light or dark, large or small.

const { origin } = inject('parley');
let host: HostApi;
let meeting: string;
let ada: Person;

beforeAll(async () => {
  host = await signInHost(origin, 'axe@example.org');
  meeting = await host.createMeeting('Accessible');
  ada = await Person.arrive({ name: 'Ada', code: 37 });
  await ada.beSignedIn(host);
});

afterAll(async () => {
  await ada?.go();
});

describe.each([
  ['light', 1100, 700],
  ['dark', 390, 844],
] as const)('%s, %i × %i', (colorScheme, width, height) => {
  beforeAll(async () => {
    await ada.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await ada.page.setViewportSize({ width, height });
  });

  test('home of a host', async () => {
    await ada.page.goto(origin);
    await ada.seesText('Your meetings');
    await expectNoSeriousViolation();
  });

  test('settings of a meeting, and the ways into a calendar', async () => {
    await ada.page.getByRole('button', { name: 'Settings: Accessible' }).click();
    await ada.page.getByRole('switch', { name: /^Schedule it/ }).click();
    await ada.page.getByRole('switch', { name: /^Passcode/ }).click();
    await expectNoSeriousViolation();
    await ada.page.keyboard.press('Escape');
  });

  test('who was there', async () => {
    await ada.page.goto(`${origin}/m/${meeting}/attendance`);
    await ada.page.getByRole('heading', { name: 'Attendance' }).waitFor();
    await expectNoSeriousViolation();
  });

  test('how the service does', async () => {
    await ada.page.goto(`${origin}/operate`);
    await ada.page.getByRole('heading', { name: 'How the service does' }).waitFor();
    await expectNoSeriousViolation();
  });

  test('what it needs and costs', async () => {
    await ada.page.goto(`${origin}/plan`);
    await ada.page.getByRole('spinbutton', { name: /People/ }).waitFor();
    await expectNoSeriousViolation();
  });

  test('home of a stranger', async () => {
    await ada.context.clearCookies();
    await ada.page.goto(origin);
    await ada.seesText('Host a meeting');
    await expectNoSeriousViolation();
    await ada.beSignedIn(host);
  });

  test('green room', async () => {
    await ada.open(`${origin}/m/${meeting}`);
    await expectNoSeriousViolation();
    await ada.press('Check my connection');
    await ada.page.getByRole('button', { name: 'Copy the report' }).waitFor();
    await expectNoSeriousViolation();
    await ada.press('Close');
    await ada.press('Effects');
    await expectNoSeriousViolation();
  });

  test('meeting, with its panels, the devices and the way out', async () => {
    await ada.come();
    await expectNoSeriousViolation();
    for (const name of ['People', 'Chat', 'Connection', 'Devices', 'Leave']) {
      await ada.pressInBar(name);
      await expectNoSeriousViolation();
      await ada.page.keyboard.press('Escape');
    }
  });

  test('the left page', async () => {
    await ada.press(/^Leave/);
    await ada.press(/Leave the meeting/);
    await ada.seesText('You left the meeting');
    await expectNoSeriousViolation();
  });

  test('a page that is not there', async () => {
    await ada.page.goto(`${origin}/nowhere`);
    await ada.seesText('There is nothing here');
    await expectNoSeriousViolation();
  });
});

async function expectNoSeriousViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: ada.page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual(
    [],
  );
}
