import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from './eventually.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

const { origin } = inject('parley');
let host: HostApi;
let link: string;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  host = await signInHost(origin, 'lobby@example.org');
  link = `${origin}/m/${await host.createMeeting('Lobby', { lobby: true })}`;
  [ada, ben] = await Promise.all([Person.arrive({ name: 'Ada', code: 37 }), Person.arrive({ name: 'Ben', code: 170 })]);
  await ada.beSignedIn(host);
  await ada.join(link);
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all([ada?.go(), ben?.go()]);
});

test('a guest waits at the door, reaches no box meanwhile, and the host is told', async () => {
  const boxRequests: string[] = [];
  ben.page.on('websocket', (socket) => {
    if (socket.url().includes('/signaling')) boxRequests.push(socket.url());
  });
  await ben.open(link);
  await ben.press('Ask to join');
  await ben.seesText('You are at the door');
  await ada.seesText('Ben wants to join');
  expect(boxRequests).toEqual([]);
});

test('who waits goes on waiting while the host reloads, and the host is told again', async () => {
  await ada.page.reload();
  await ada.come();
  await ada.seesText('Ben wants to join');
});

test('let in: the guest is in without another click', async () => {
  await ada.page
    .getByRole('button', { name: 'Let Ben in' })
    .or(ada.page.getByRole('button', { name: 'Let in' }))
    .first()
    .click();
  await ben.isIn();
  await ben.sees(ada);
  await ada.hears(ben);
});

test('turned away: told so; after a while they may knock again, and are let in', async () => {
  const cleo = await Person.arrive({ name: 'Cleo', code: 214 });
  try {
    await cleo.open(link);
    await cleo.press('Ask to join');
    await ada.seesText('Cleo wants to join');
    await ada.press(/^(Turn Cleo away|Not now)$/);
    await cleo.seesText('The host did not let you in');
    // Knocking again is refused for 10 s after a denial.
    await eventually(async () => {
      await cleo.press('Try again');
      await cleo.press('Ask to join');
      await cleo.seesText('You are at the door', 2_000);
    }, 30_000);
    await ada.press(/^(Let Cleo in|Let in)$/);
    await cleo.isIn();
    await ada.sees(cleo);
  } finally {
    await cleo.go();
  }
}, 90_000);
