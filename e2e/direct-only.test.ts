import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readBoxCounts } from './chaos/box-counts.ts';
import { eventually } from './eventually.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { rememberConnections } from './people/connection-stats.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// Meetings whose media never go through the box, and somebody whose program does not keep to the rules.

const system = inject('parley');
let host: HostApi;
let ada: Person;
let ben: Person;
let cleo: Person;

beforeAll(async () => {
  host = await signInHost(system.origin, 'direct@example.org');
  [ada, ben, cleo] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37 }),
    Person.arrive({ name: 'Ben', code: 170 }),
    Person.arrive({ name: 'Cleo', code: 214 }),
  ]);
  await ada.beSignedIn(host);
  for (const { page } of [ada, ben]) await page.addInitScript(rememberConnections);
});

picturesOnFailure(() => [ada, ben, cleo]);

afterAll(async () => {
  await Promise.all([ada, ben, cleo].map((person) => person?.go()));
});

test('three people talk directly, each with each, and nothing goes through a box', async () => {
  const link = `${system.origin}/m/${await host.createMeeting('Direct', { media: 'p2p' })}`;
  const people = [ada, ben, cleo];
  for (const person of people) await person.join(link);
  for (const viewer of people) {
    for (const other of people) {
      if (viewer === other) continue;
      await viewer.sees(other, 40_000);
      await viewer.hears(other, 40_000);
    }
  }
  // People of earlier tests, who closed their browsers, are given up a moment later.
  await eventually(async () => {
    for (const origin of system.boxOrigins) expect((await readBoxCounts(system, origin)).producers).toBe(0);
  }, 30_000);
  await cleo.press('Leave');
  await eventually(async () => expect(await ada.page.locator(ada.tile('Cleo')).count()).toBe(0));
  await ada.seesNewFramesOf(ben);
}, 150_000);

test('a fifth person is refused, with the reason', async () => {
  const meetingId = await host.createMeeting('Four at most', { media: 'p2p' });
  const ask = (name: string) =>
    fetch(`${system.origin}/api/meetings/${meetingId}/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: system.origin },
      body: JSON.stringify({ name, clientNonce: crypto.randomUUID() }),
    });
  for (const name of ['One', 'Two', 'Three', 'Four']) expect((await ask(name)).status).toBe(200);
  const fifth = await ask('Five');
  expect([fifth.status, await fifth.json()]).toMatchObject([409, { error: { code: 'p2p-full' } }]);
  await cleo.open(`${system.origin}/m/${meetingId}`);
  await cleo.tryToCome();
  await cleo.seesText(/four people/i);
});

test('someone is removed whose program goes on sending: nobody sees or hears them any more', async () => {
  await ben.page.addInitScript(() => {
    // A program that does not hang up.
    RTCPeerConnection.prototype.close = () => undefined;
  });
  const link = `${system.origin}/m/${await host.createMeeting('Rules hold here too')}`;
  await ada.join(link);
  await ben.join(link);
  await ada.isSettled(ben, 'p2p');
  const id = await ada.idOf(ben);
  await ada.chooses('Remove…', 'Ben');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await eventually(async () => {
    expect(await ada.page.locator(ada.tile('Ben')).count()).toBe(0);
    expect(await ada.page.locator(`audio[data-participant="${id}"]`).count()).toBe(0);
  }, 3_000);
  // Nothing of it even arrives: the connection is closed at this end.
  const states = await ada.page.evaluate(() => (window.connectionsOfThePage ?? []).map((each) => each.connectionState));
  expect(states.filter((state) => state !== 'closed' && state !== 'new').length).toBeLessThanOrEqual(2);
  await eventually(async () => {
    const direct = await ben.page.evaluate(
      () => (window.connectionsOfThePage ?? []).filter((each) => each.connectionState === 'connected').length,
    );
    expect(direct).toBe(0);
  }, 30_000);
});
