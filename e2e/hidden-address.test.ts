import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { signInHost } from './host-api.ts';
import { rememberConnections } from './people/connection-stats.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// Someone who hides their network address, in a meeting that would otherwise go directly from person to person.

const system = inject('parley');
let ada: Person;
let ben: Person;
/** All that the box told Ada. */
const told: string[] = [];

beforeAll(async () => {
  const host = await signInHost(system.origin, 'hidden@example.org');
  const link = `${system.origin}/m/${await host.createMeeting('Hidden')}`;
  [ada, ben] = await Promise.all([Person.arrive({ name: 'Ada', code: 37 }), Person.arrive({ name: 'Ben', code: 170 })]);
  ada.page.on('websocket', (socket) => {
    if (socket.url().includes('/signaling/'))
      socket.on('framereceived', ({ payload }) => told.push(payload.toString()));
  });
  await ada.page.addInitScript(rememberConnections);
  await ada.join(link);
  await ben.open(link);
  await ben.page.getByLabel('Hide my network address').check();
  await ben.come();
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all([ada, ben].map((person) => person?.go()));
});

/** Where a page's connections lead, as its browser says. */
async function remoteEnds(page: Person['page']): Promise<string[]> {
  return await page.evaluate(async () => {
    const ends = new Set<string>();
    for (const connection of window.connectionsOfThePage ?? [])
      for (const stats of (await connection.getStats()).values())
        if (stats.type === 'remote-candidate') ends.add(`${stats.address}:${stats.port}`);
    return [...ends];
  });
}

test('both see and hear each other through the box', async () => {
  await ada.sees(ben);
  await ben.sees(ada);
  await ada.hears(ben);
});

test('two people stay on the box, where others would go over to the direct way', async () => {
  // Longer than the first two wait before they would go over.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const ways = await ada.page.evaluate(() =>
    (performance.getEntriesByName('parley:settled') as PerformanceMark[]).map(({ detail }) => detail.path as string),
  );
  expect(ways.filter((way) => way !== 'sfu')).toEqual([]);
  await ada.sees(ben);
  await ada.pressInBar('Connection');
  await ada.seesText(/hides their (?:network )?address|address is hidden/i);
});

test('the other one was told no address but the box’s', async () => {
  const boxPorts = new Set((await remoteEnds(ada.page)).map((end) => end.split(':').at(-1)));
  expect(boxPorts.size, 'all connections lead to the one media port').toBe(1);
  expect(told.some((frame) => frame.includes('"participantJoined"'))).toBe(true);
  expect(told.filter((frame) => frame.includes('"signal"'))).toEqual([]);
});
