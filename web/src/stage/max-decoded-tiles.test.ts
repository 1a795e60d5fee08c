import { expect, test } from 'vitest';
import { maxDecodedTiles } from './max-decoded-tiles.ts';

test.each([
  ['a phone, however strong', { cores: 8, memoryGb: 8, phone: true }, 9],
  ['an old laptop', { cores: 2, memoryGb: 4, phone: false }, 16],
  ['few cores', { cores: 4, memoryGb: 8, phone: false }, 16],
  ['little memory', { cores: 8, memoryGb: 4, phone: false }, 16],
  ['a usual laptop', { cores: 8, memoryGb: 8, phone: false }, 25],
  ['a browser that tells nothing', { cores: null, memoryGb: null, phone: false }, 25],
])('%s', (_, facts, tiles) => {
  expect(maxDecodedTiles(facts)).toBe(tiles);
});
