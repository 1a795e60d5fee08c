import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { type HostApi, signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// Every way of not getting in, as the person at the door meets it: what it says, and what it offers.

const { origin, boxOrigins } = inject('parley');
let host: HostApi;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  host = await signInHost(origin, 'grace@example.org');
  [ada, ben] = await Promise.all([Person.arrive({ name: 'Ada', code: 37 }), Person.arrive({ name: 'Ben', code: 170 })]);
  await ada.beSignedIn(host);
});

// Each test begins at an empty page without a seat.
beforeEach(async () => {
  for (const person of [ada, ben]) {
    await person.page.unrouteAll();
    await person.page.goto(`${origin}/`);
    await person.page.evaluate(() => sessionStorage.clear());
  }
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all([ada?.go(), ben?.go()]);
});

const linkTo = (id: string) => `${origin}/m/${id}`;

test('a link with a mistyped id: there is no such meeting, and the way home', async () => {
  await ben.page.goto(linkTo('zzz-zzzz-zzz'));
  await ben.seesText('There is no such meeting');
  await ben.page.getByRole('link', { name: 'To the start page' }).click();
  await ben.seesText('Join a meeting');
});

test('an address that is nothing at all', async () => {
  await ben.page.goto(`${origin}/somewhere/else`);
  await ben.seesText('There is nothing here');
  await ben.page.goto(`${origin}/m/not-a-meeting`);
  await ben.seesText('There is no such meeting');
});

test('an expired link, of a meeting that its host deleted', async () => {
  const id = await host.createMeeting('Short-lived');
  expect((await host.call('DELETE', `/api/meetings/${id}`)).status).toBe(200);
  await ben.page.goto(linkTo(id));
  await ben.seesText('This meeting was deleted');
});

test('deleting a meeting ends it for those who are in it', async () => {
  const id = await host.createMeeting('Deleted while live');
  await ben.join(linkTo(id));
  await host.call('DELETE', `/api/meetings/${id}`);
  await ben.seesText('The meeting has ended');
});

test('an ended meeting refuses guests until a host comes back', async () => {
  const id = await host.createMeeting('Ended');
  await ben.join(linkTo(id));
  await host.call('POST', `/api/meetings/${id}/end`, {});
  await ben.seesText('The host ended it for everyone');
  await ben.page.goto(linkTo(id));
  await ben.tryToCome();
  await ben.seesText('It opens again when a host comes back');
});

test('a full meeting', async () => {
  const id = await host.createMeeting('Two chairs', { maxSeats: 1 });
  await ada.join(linkTo(id));
  await ben.open(linkTo(id));
  await ben.press(/^Join$/);
  await ben.seesText('The meeting is full');
});

test('a locked meeting: nobody new, until the host unlocks it', async () => {
  const id = await host.createMeeting('Locked');
  await ada.join(linkTo(id));
  await ada.press('People');
  await ada.page.getByRole('switch', { name: 'Lock the meeting' }).click();
  await ada.seesText('Locked');
  await ben.page.goto(linkTo(id));
  await ben.tryToCome();
  await ben.seesText('The meeting is locked');
  await ada.page.getByRole('switch', { name: 'Lock the meeting' }).click();
  await ben.join(linkTo(id));
});

test('who was removed is told so, and stays removed', async () => {
  const id = await host.createMeeting('Removal');
  await ada.join(linkTo(id));
  await ben.join(linkTo(id));
  await ada.chooses('Remove…', 'Ben');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await ben.seesText('You were removed from the meeting');
  await ben.page.goto(linkTo(id));
  await ben.tryToCome();
  await ben.seesText('You were removed from this meeting');
});

test('a join token that was used already: a fresh one is fetched and nobody notices', async () => {
  const id = await host.createMeeting('Used token');
  let stale: string | undefined;
  let asked = 0;
  await ben.page.route('**/api/meetings/*/join', async (route) => {
    asked += 1;
    const reply = await route.fetch();
    const body = (await reply.json()) as { token: string };
    // The second time the person comes, the first token is played back to the page once.
    const answer = asked === 2 && stale !== undefined ? { ...body, token: stale } : body;
    stale ??= body.token;
    await route.fulfill({ response: reply, json: answer });
  });
  await ben.join(linkTo(id));
  await ben.page.reload();
  await ben.come();
  expect(asked).toBe(3);
});

test('a join token that stays refused: the page says what to do', async () => {
  const id = await host.createMeeting('Used tokens only');
  let stale: string | undefined;
  await ben.page.route('**/api/meetings/*/join', async (route) => {
    const reply = await route.fetch();
    const body = (await reply.json()) as { token: string };
    stale ??= body.token;
    await route.fulfill({ response: reply, json: { ...body, token: stale } });
  });
  await ben.join(linkTo(id));
  await ben.page.reload();
  await ben.tryToCome();
  await ben.seesText('Your way in expired');
  await ben.page.unrouteAll();
  await ben.press('Try again');
  await ben.tryToCome();
  await ben.isIn();
});

test('a join token shown to another box is refused there', async () => {
  const id = await host.createMeeting('Wrong box');
  await ben.page.route('**/api/meetings/*/join', async (route) => {
    const reply = await route.fetch();
    const body = (await reply.json()) as { box: { id: string; url: string } };
    const url = boxOrigins.find((other) => other !== body.box.url);
    await route.fulfill({ response: reply, json: { ...body, box: { ...body.box, url } } });
  });
  await ben.open(linkTo(id));
  await ben.tryToCome();
  await ben.seesText('The meeting is on another server');
});

test('the Worker does not answer: said so, with a way to try again', async () => {
  const id = await host.createMeeting('Unreachable');
  await ben.open(linkTo(id));
  await ben.page.route('**/api/meetings/*/join', (route) => route.abort('connectionrefused'));
  await ben.tryToCome();
  await ben.seesText('The service does not answer');
  await ben.page.unrouteAll();
  await ben.press('Try again');
  await ben.tryToCome();
  await ben.isIn();
});
