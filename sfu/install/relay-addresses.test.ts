import { expect, test } from 'vitest';
import { relayAddresses } from './relay-addresses.ts';
import type { Settings } from './settings.ts';

test.each([
  ['a public address and those of neighbours', [['5.75.1.2'], ['172.17.0.1'], ['2a01:4f8::2'], ['fd00::5']], [0, 2]],
  ['NAT before one of two', [['10.0.0.5', '5.75.1.2'], ['172.17.0.1']], [0]],
  ['NAT with a name', [['10.0.0.5', 'box-1.example.org'], ['172.17.0.1']], [0]],
  ['nothing public', [['10.0.0.5'], ['fd00::5']], [0, 1]],
])('of %s, those are relayed from that people outside reach', (_, pairs, chosen) => {
  const mediaAddresses = pairs.map(([listen = '', announced = null]) => ({ listen, announced }));
  const wanted = chosen.map((index) => mediaAddresses[index]?.listen);
  expect(relayAddresses({ box: { mediaAddresses } as Settings['box'] })).toEqual(wanted);
});
