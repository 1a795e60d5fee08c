import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// The main job: a host makes a meeting, two guests open its link, and all see and hear each other. The tests follow one meeting.

const { origin } = inject('parley');
let ada: Person;
let ben: Person;
let cleo: Person;
let link: string;

beforeAll(async () => {
  [ada, ben, cleo] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37 }),
    Person.arrive({ name: 'Ben', code: 170 }),
    Person.arrive({ name: 'Cleo', code: 214 }),
  ]);
});

picturesOnFailure(() => [ada, ben, cleo]);

afterAll(async () => {
  await Promise.all([ada, ben, cleo].map((person) => person?.go()));
});

test('a host signs in with the code on the page, creates a meeting and copies its link', async () => {
  await ada.signIn(origin, 'ada@example.org');
  link = await ada.createMeeting('Tuesday choir');
  expect(link).toMatch(/^http:\/\/localhost:\d+\/m\/[a-hjkmnp-z]{3}-[a-hjkmnp-z]{4}-[a-hjkmnp-z]{3}$/);
});

test('the host is the first one in, and is told how to invite', async () => {
  await ada.join(link);
  await ada.seesText('You are the first one here');
});

test('two guests open the link, type a name and are in', async () => {
  await ben.join(link);
  await ada.seesText('Ben joined');
  await cleo.join(link);
  await ada.seesText('Cleo joined');
});

test('what each sends is what the others play: pictures', async () => {
  for (const [viewer, sender] of everyPair()) await viewer.sees(sender);
});

test('what each says is what the others hear', async () => {
  for (const [listener, speaker] of everyPair()) await listener.hears(speaker);
});

test('whoever speaks is marked as speaking', async () => {
  await eventually(async () => {
    expect(await ben.page.locator(`${ben.tile('Ada')}.tile-speaking`).count()).toBe(1);
  });
});

test('a muted person is silent for all and shown as muted; the others go on', async () => {
  await ada.press('Mute');
  await ben.hearsNothingOf(ada);
  await cleo.hearsNothingOf(ada);
  await ben.page.locator(ben.tile('Ada')).getByLabel('Muted').waitFor();
  await ben.hears(cleo);
  await ada.press('Unmute');
  await ben.hears(ada);
});

test('a camera that is off shows initials, and comes back with a picture', async () => {
  await ben.press('Camera off');
  await eventually(async () => expect(await ada.lookAt(ben)).toBeNull());
  await ben.press('Camera on');
  await ada.sees(ben);
});

test('small tiles get small pictures: the layer follows the size', async () => {
  await eventually(async () => expect((await cleo.lookAt(ada))?.width).toBeGreaterThanOrEqual(640));
  await cleo.page.setViewportSize({ width: 320, height: 420 });
  await eventually(async () => expect((await cleo.lookAt(ada))?.width).toBeLessThanOrEqual(320));
  await cleo.page.setViewportSize({ width: 1100, height: 700 });
  await eventually(async () => expect((await cleo.lookAt(ada))?.width).toBeGreaterThanOrEqual(640));
});

test('a reload gives back the same participant, and the host stays host', async () => {
  const before = await ben.page.locator(ben.tile('Ada')).getAttribute('data-participant');
  await ada.page.reload();
  await ada.come();
  await ada.sees(ben);
  await ben.sees(ada);
  expect(await ben.page.locator(ben.tile('Ada')).getAttribute('data-participant')).toBe(before);
  await ada.press('Leave');
  await ada.page.getByRole('button', { name: 'End for everyone' }).waitFor();
  await ada.page.keyboard.press('Escape');
});

test('someone who leaves is gone for the others, and is told so with a way back', async () => {
  await cleo.press('Leave');
  await cleo.seesText('You left the meeting');
  await ada.seesText('Cleo left');
  await eventually(async () => expect(await ada.page.locator(ada.tile('Cleo')).count()).toBe(0));
  await cleo.press('Come back');
  await ada.sees(cleo);
});

test('the host ends the meeting for everyone; it opens again when the host comes back', async () => {
  await ada.press('Leave');
  await ada.press('End for everyone');
  await ben.seesText('The meeting has ended');
  await cleo.seesText('The meeting has ended');
  await ben.page.goto(link);
  await ben.tryToCome();
  await ben.seesText('It opens again when a host comes back');
  await ada.join(link);
  await ben.join(link);
  await ada.sees(ben);
});

function everyPair(): [Person, Person][] {
  const all = [ada, ben, cleo];
  return all.flatMap((one) => all.filter((other) => other !== one).map((other): [Person, Person] => [one, other]));
}
