import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { signInHost } from './host-api.ts';
import { islandsImpossible } from './islands.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';
import { basePorts } from './start-parley.ts';

// A direct way that loses much, between two people for whom the box's way is a good one.

const impossible = islandsImpossible();
const table = 'parley_lossy';
/** Browsers take their ports from here on this machine (`ip_local_port_range`); the media workers' lie far above their first one. */
const direct = 'udp sport 32768-60999 udp dport 32768-60999';
const box = `${basePorts.media}-${basePorts.media + 400}`;

const nft = (...command: string[]) => execFileSync('nft', command, { stdio: 'pipe' });

/** On the way in: a packet that is dropped on its way out is an error to its sender, who sends it again. */
function lose(percent: number): void {
  nft('add', 'table', 'inet', table);
  nft('add', 'chain', 'inet', table, 'in', '{ type filter hook input priority 0 ; }');
  const elsewhere = `udp sport != ${box} udp dport != ${box}`;
  nft(
    'add',
    'rule',
    'inet',
    table,
    'in',
    ...`${direct} ${elsewhere} numgen random mod 100 < ${percent} drop`.split(' '),
  );
}

function loseNothing(): void {
  try {
    nft('delete', 'table', 'inet', table);
  } catch {
    // There is none.
  }
}

describe.skipIf(impossible !== null)(impossible ? `a lossy direct way (${impossible})` : 'a lossy direct way', () => {
  const system = inject('parley');
  let ada: Person;
  let ben: Person;

  beforeAll(async () => {
    loseNothing();
    const host = await signInHost(system.origin, 'lossy@example.org');
    const link = `${system.origin}/m/${await host.createMeeting('Lossy')}`;
    [ada, ben] = await Promise.all([
      Person.arrive({ name: 'Ada', code: 37 }),
      Person.arrive({ name: 'Ben', code: 170 }),
    ]);
    await ada.join(link);
    await ben.join(link);
    await Promise.all([ada.isSettled(ben, 'p2p'), ben.isSettled(ada, 'p2p')]);
  });

  picturesOnFailure(() => [ada, ben]);

  afterAll(async () => {
    loseNothing();
    await Promise.all([ada, ben].map((person) => person?.go()));
  });

  test('is given up for the box, which people are told, and on which all is well', async () => {
    lose(20);
    await Promise.all([ada.isSettled(ben, 'sfu', 45_000), ben.isSettled(ada, 'sfu', 45_000)]);
    await ada.pressInBar('Connection');
    await ada.seesText('because too much was lost on the direct way');
    for (const [viewer, sender] of [
      [ada, ben],
      [ben, ada],
    ] as const) {
      await viewer.seesNewFramesOf(sender);
      await viewer.hears(sender);
    }
    expect(ada.said.filter((line) => line.startsWith('thrown'))).toEqual([]);
  }, 120_000);
});
