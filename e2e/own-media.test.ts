import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// One's own picture and sound: effects that never interrupt what is sent, and hints for who does not notice. The tests follow one meeting.

const { origin } = inject('parley');
let ada: Person;
let ben: Person;

beforeAll(async () => {
  const host = await signInHost(origin, 'own@example.org');
  const link = `${origin}/m/${await host.createMeeting('Own media')}`;
  [ada, ben] = await Promise.all([Person.arrive({ name: 'Ada', code: 37 }), Person.arrive({ name: 'Ben', code: 170 })]);
  await ada.join(link);
  await ben.join(link);
  await ben.sees(ada);
  await ben.hears(ada);
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all([ada, ben].map((person) => person?.go()));
});

test('who speaks while muted is told, and can speak while the space bar is held', async () => {
  await ada.press(/^Mute/);
  await ada.seesText('You are muted: nobody hears you.');
  await ada.page.locator('.stage').click({ position: { x: 5, y: 5 } });
  await ada.page.keyboard.down('Space');
  await ada.seesText('You are heard while you hold the space bar.');
  await ben.hears(ada);
  await ada.page.keyboard.up('Space');
  await ben.page.locator(ben.tile('Ada')).getByLabel('Muted').waitFor();
  await ben.hearsNothingOf(ada);
  await ada.press(/^Unmute/);
  await ben.hears(ada);
});

test('a space in a field is a space', async () => {
  await ada.press(/^Mute/);
  await ada.press(/^Chat/);
  await ada.page.getByRole('textbox', { name: 'Message' }).fill('a');
  await ada.page.keyboard.press('Space');
  expect(await ada.page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('a ');
  await ben.page.locator(ben.tile('Ada')).getByLabel('Muted').waitFor();
  await ada.page.getByRole('textbox', { name: 'Message' }).fill('');
  await ada.press(/^Chat/);
  await ada.press(/^Unmute/);
});

test('a background hides what is behind, while the picture goes on; without it all is as before', async () => {
  await ada.pressInBar('Devices');
  await ada.page.locator('label[data-effect="pines"]').click();
  await ada.page.locator('.effect-note[data-state="on"]').waitFor({ state: 'attached', timeout: 40_000 });
  // Nobody is in the film: all of it is behind, and its numbers cannot be read any more.
  await eventually(async () => {
    const seen = await ben.lookAt(ada);
    expect(seen?.frames).toBeGreaterThan(0);
    expect(seen?.picture?.code ?? null).not.toBe(ada.code);
  }, 20_000);
  const before = (await ben.lookAt(ada))?.frames ?? 0;
  await eventually(async () => expect((await ben.lookAt(ada))?.frames).toBeGreaterThan(before + 10), 20_000);
  await ada.page.locator('label[data-effect="none"]').click();
  await ben.sees(ada);
});

test('noise is taken out, and speech remains', async () => {
  await ada.page.getByRole('switch', { name: /^Take out noise/ }).click();
  await ada.page.locator('.effect-note[data-state="on"]').waitFor({ state: 'attached', timeout: 20_000 });
  await ben.hears(ada);
  await ada.page.getByRole('switch', { name: /^Take out noise/ }).click();
  await ben.hears(ada);
  await ada.page.keyboard.press('Escape');
});

test('the figures of every track can be seen and copied, without addresses', async () => {
  await ada.pressInBar('Connection');
  await ada.page.getByText('Statistics', { exact: true }).click();
  await ada.page
    .locator('.statistics-track')
    .getByText(/kbit\/s/)
    .first()
    .waitFor();
  await eventually(async () => {
    const tracks = await ada.page
      .locator('.statistics-track')
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.source));
    expect(new Set(tracks)).toEqual(new Set(['mic', 'camera']));
  });
  await ada.press('Copy as text');
  await ada.seesText('Copied');
  const copied = await ada.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('Ben: camera');
  expect(copied).not.toMatch(/\b\d{1,3}(?:\.\d{1,3}){3}:\d|\bcandidate\b|[0-9a-f]{1,4}::/i);
});
