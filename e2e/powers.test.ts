import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// What a host can do about others, as both sides see and hear it.

const { origin } = inject('parley');
let ada: Person;
let ben: Person;
let cleo: Person;

beforeAll(async () => {
  const host = await signInHost(origin, 'powers@example.org');
  const link = `${origin}/m/${await host.createMeeting('Council')}`;
  [ada, ben, cleo] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37 }),
    Person.arrive({ name: 'Ben', code: 170 }),
    Person.arrive({ name: 'Cleo' }),
  ]);
  await ada.beSignedIn(host);
  await ada.join(link);
  await Promise.all([ben.join(link), cleo.join(link)]);
  await ada.sees(ben);
  await ada.hears(ben);
  await ada.press(/^People/);
});

picturesOnFailure(() => [ada, ben, cleo]);

afterAll(async () => {
  await Promise.all([ada?.go(), ben?.go(), cleo?.go()]);
});

test('muted by the host: silent for all, told by whom, and free to speak again', async () => {
  await ada.chooses('Mute', 'Ben');
  await ben.seesText('Ada muted you.');
  await ada.hearsNothingOf(ben);
  await ben.press('Unmute');
  await ada.hears(ben);
});

test('the camera stopped by the host: off for all and at its source', async () => {
  await ada.chooses('Stop camera', 'Ben');
  await ben.seesText('Ada stopped your camera.');
  await eventually(async () => expect(await ada.lookAt(ben)).toBeNull());
  await ben.press('Camera on');
  await ada.sees(ben);
});

test('guests may not unmute: off at once, said why, and allowed again without going on by itself', async () => {
  await ada.page.getByRole('switch', { name: 'Unmute themselves' }).click();
  await ben.seesText('The host does not allow guests to unmute themselves.');
  await ada.hearsNothingOf(ben);
  const unmute = ben.page.getByRole('button', { name: 'Unmute', exact: true });
  expect(await unmute.getAttribute('aria-disabled')).toBe('true');
  await unmute.click({ force: true });
  await ada.hearsNothingOf(ben, 3_000);
  await ada.page.getByRole('switch', { name: 'Unmute themselves' }).click();
  await ben.seesText('You may unmute yourself now.');
  await ada.hearsNothingOf(ben, 3_000);
  await ben.press('Unmute');
  await ada.hears(ben);
});

test('a co-host leads as well, but gives no roles and stops no host', async () => {
  await ada.chooses('Make co-host', 'Cleo');
  await cleo.seesText('You are a co-host now');
  await cleo.press(/^People/);
  await cleo.page.getByRole('switch', { name: /^Lobby/ }).waitFor();
  await cleo.page.locator('.person-row', { hasText: 'Ada' }).getByRole('button').click();
  const offered = await cleo.page.getByRole('menuitem').allTextContents();
  expect(offered).toEqual(['Pin for me', 'Show to everyone', 'Message']);
  await cleo.page.keyboard.press('Escape');
  await cleo.chooses('Mute', 'Ben');
  await ben.seesText('Cleo muted you.');
});

test('shown to everyone: large for all, and told to who it is', async () => {
  await ada.chooses('Show to everyone', 'Cleo');
  await cleo.seesText('You are shown to everyone.');
  await ben.seesText('Cleo is shown to everyone.');
  await ada.chooses('Stop showing to everyone', 'Cleo');
  await ada.chooses('Show to everyone', 'Ada');
  await ben.seesText('Ada is shown to everyone.');
  await ada.chooses('Stop showing to everyone', 'Ada');
});

test('handed over: asked first, then the other leads and the host before helps', async () => {
  await ada.chooses('Hand over the meeting…', 'Cleo');
  await ada.page.getByRole('button', { name: 'Hand over', exact: true }).click();
  await cleo.seesText('You are the host now.');
  await ada.seesText('You are a co-host now');
  await eventually(async () => {
    const row = ben.page.locator('.person-row', { hasText: 'Cleo' }).locator('.role-badge');
    if ((await row.count()) === 0) await ben.press(/^People/);
    expect(await row.textContent()).toBe('Host');
  });
});

test('whoever owns the meeting takes it back', async () => {
  await ada.page.getByRole('button', { name: 'Become host again' }).click();
  await ada.seesText('You are the host now.');
  await eventually(async () => {
    expect(await ada.page.getByRole('button', { name: 'Become host again' }).count()).toBe(0);
  });
});

test('removed: asked first, and out', async () => {
  await cleo.chooses('Remove…', 'Ben');
  await cleo.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await ben.seesText('You were removed from the meeting');
});
