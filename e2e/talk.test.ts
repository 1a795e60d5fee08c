import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { HeadlessPeer } from './headless/headless-peer.ts';
import { signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// What people write, show and vote: one host, one guest at a desk, one with a phone.

const { origin } = inject('parley');
let meetingId: string;
let link: string;
let ada: Person;
let ben: Person;
let cleo: Person;

beforeAll(async () => {
  const host = await signInHost(origin, 'talk@example.org');
  meetingId = await host.createMeeting('Choir');
  link = `${origin}/m/${meetingId}`;
  [ada, ben, cleo] = await Promise.all([
    Person.arrive({ name: 'Ada' }),
    Person.arrive({ name: 'Ben', viewport: { width: 390, height: 844 } }),
    Person.arrive({ name: 'Cleo' }),
  ]);
  await ada.beSignedIn(host);
  await ada.join(link);
  await Promise.all([ben.join(link), cleo.join(link)]);
});

picturesOnFailure(() => [ada, ben, cleo]);

afterAll(async () => {
  await Promise.all([ada?.go(), ben?.go(), cleo?.go()]);
});

const log = ({ page }: Person) => page.getByRole('log');
const closePanel = ({ page }: Person) => page.getByRole('button', { name: 'Close', exact: true }).first().click();

test('a little Markdown is shown as what it means, and HTML as what it is', async () => {
  await ada.press(/^Chat/);
  await ada.page
    .getByRole('textbox', { name: 'Message' })
    .fill('**bold** `code` <img src=x onerror=alert(1)>\n- one\n- two');
  await ada.page.keyboard.press('Enter');
  await cleo.press(/^Chat/);
  await log(cleo).locator('strong', { hasText: 'bold' }).waitFor();
  expect(await log(cleo).locator('.chat-text li').allTextContents()).toEqual(['one', 'two']);
  expect(await log(cleo).locator('img').count()).toBe(0);
  await log(cleo).getByText('<img src=x onerror=alert(1)>').waitFor();
});

test('a message to one person reaches that person only, and says so to both', async () => {
  await ada.press(/Who reads it/);
  await ada.page.getByRole('menuitemradio', { name: 'Ben' }).click();
  await ada.page.getByRole('textbox', { name: 'Message to Ben only' }).fill('Bring the scores');
  await ada.page.keyboard.press('Enter');
  await log(ada).getByText('to Ben, only you two').waitFor();
  // Their chat is closed: it is told, and opens with one touch.
  await ben.seesText('Ada, only to you: Bring the scores');
  await ben.page.getByRole('button', { name: 'Read', exact: true }).click();
  await log(ben).getByText('to you, only you two').waitFor();
  await ada.press(/Who reads it/);
  await ada.page.getByRole('menuitemradio', { name: 'Everyone' }).click();
  await ada.says('Now for all');
  await cleo.reads('Now for all');
  expect(await log(cleo).getByText('Bring the scores').count()).toBe(0);
});

test('a shared file arrives as it was, under its name', async () => {
  await cleo.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Übung 1.txt', mimeType: 'text/plain', buffer: Buffer.from('do re mi') });
  const button = ben.page.getByRole('button', { name: /^Download Übung 1\.txt/ });
  await button.waitFor();
  const [download] = await Promise.all([ben.page.waitForEvent('download'), button.click()]);
  expect(download.suggestedFilename()).toBe('Übung 1.txt');
  expect(await readFile(await download.path(), 'utf8')).toBe('do re mi');
});

test('an empty file is refused with a reason, and nobody is told of it', async () => {
  await cleo.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'empty.txt', mimeType: '', buffer: Buffer.alloc(0) });
  await cleo.seesText('empty.txt was not shared.');
  expect(await log(ben).getByText('empty.txt').count()).toBe(0);
  await cleo.page.getByRole('button', { name: 'Dismiss' }).click();
});

test('what was read stays read over a reload, and what is new has a line above it', async () => {
  await closePanel(ben);
  await ada.says('After that');
  await ben.page.getByRole('button', { name: 'Chat (1 new)' }).waitFor();
  await ben.page.reload();
  await ben.come();
  await ben.page.getByRole('button', { name: 'Chat (1 new)' }).click();
  await log(ben).getByText('New', { exact: true }).waitFor();
  await ben.page.getByRole('button', { name: 'Chat', exact: true }).waitFor();
  await closePanel(ben);
});

test('a reaction is seen by the others, and gone after a moment', async () => {
  await closePanel(cleo);
  await ben.pressInBar('React');
  await ben.page.getByRole('button', { name: 'Applause' }).click();
  await cleo.page.locator(cleo.tile('Ben')).getByText('👏').first().waitFor();
  await ben.page.keyboard.press('Escape');
  await cleo.page.locator(cleo.tile('Ben')).getByText('👏').first().waitFor({ state: 'detached', timeout: 8_000 });
});

test('hands stand in the order in which they went up; a host lowers them', async () => {
  await cleo.pressInBar('Raise hand');
  await ada.seesText('Cleo raised a hand');
  await ben.pressInBar('Raise hand');
  await ada.press(/^People/);
  await ada.page
    .locator('.person-row', { hasText: 'Ben' })
    .getByRole('img', { name: 'Hand raised, number 2' })
    .waitFor();
  const names = await ada.page.locator('.person-row bdi').allTextContents();
  expect(names.slice(0, 2)).toEqual(['Cleo', 'Ben']);
  await ada.press('Lower all hands');
  await ben.seesText('Your hand was lowered.');
  await ada.page.locator('.person-hand').first().waitFor({ state: 'detached' });
  await closePanel(ada);
});

test('a poll: asked, voted with one touch, changed, live for all, ended', async () => {
  await ada.pressInBar('Polls');
  await ada.press('New poll');
  await ada.page.getByLabel('Question').fill('When?');
  await ada.page.getByRole('textbox', { name: 'Answer 1' }).fill('Tuesday');
  await ada.page.getByRole('textbox', { name: 'Answer 2' }).fill('Thursday');
  await ada.press('Start the poll');
  await ben.seesText('New poll: When?');
  await ben.press('Vote');
  await ben.page.getByText('Thursday', { exact: true }).click();
  const row = (option: string) => ada.page.locator('.poll-option', { hasText: option });
  await row('Thursday').getByText('Ben').waitFor();
  await ben.page.getByText('Tuesday', { exact: true }).click();
  await row('Tuesday').getByText('Ben').waitFor();
  expect(await row('Thursday').getByText('Ben').count()).toBe(0);
  expect(await ben.page.getByRole('button', { name: 'End the poll' }).count()).toBe(0);
  await ada.press('End the poll');
  await ben.seesText('Poll ended: When?');
  expect(await ben.page.getByRole('radio').first().isDisabled()).toBe(true);
  await closePanel(ben);
  await closePanel(ada);
});

test('names are shown as names, whatever they hold, and nobody can pass for the host', async () => {
  const names = ['<b>Eve</b>', 'مرحبا', '🎉', 'Ada'];
  const peers = names.map((name) => new HeadlessPeer(origin, meetingId, name));
  for (const peer of peers) await peer.enter();
  await ada.press(/^People/);
  await eventually(async () => {
    const shown = await ada.page.locator('.person-row bdi').allTextContents();
    expect(shown).toEqual(expect.arrayContaining(['<b>Eve</b>', 'مرحبا', '🎉', 'Ada (2)']));
  });
  expect(await ada.page.locator('.person-row b').count()).toBe(0);
  const badges = ada.page.locator('.person-row', { has: ada.page.locator('.role-badge') });
  expect(await badges.locator('bdi').allTextContents()).toEqual(['Ada (you)']);
  await Promise.all(peers.map((peer) => peer.leave()));
  await closePanel(ada);
});
