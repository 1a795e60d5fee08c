import { expect, test } from 'vitest';
import { listTiles, placeTiles, selfKindOf, type Tiled } from './arrange-stage.ts';
import { layoutStage } from './layout-stage.ts';

test.each([
  ['alone, one sees oneself', 'hidden', [], true, 'tile'],
  ['among the others', 'automatic', [], false, 'tile'],
  ['in a corner while somebody is large', 'automatic', ['camera:a'], false, 'card'],
  ['not over a screen', 'automatic', ['screen:a', 'camera:a'], false, 'tile'],
  ['as chosen', 'hidden', ['camera:a'], false, 'hidden'],
  ['as chosen, too', 'tile', ['camera:a'], false, 'tile'],
] as const)('oneself: %s', (_, self, large, alone, kind) => {
  expect(selfKindOf(self, large, alone)).toBe(kind);
});

const people = ['a', 'b', 'c', 'd', 'e'];

test('screens come first, who is large is no tile, and oneself is at the end of the first page', () => {
  expect(listTiles(['screen:a', 'screen:b'], people, ['screen:a', 'camera:c'], true, 3)).toEqual([
    'screen:b',
    'camera:a',
    'self',
    'camera:b',
    'camera:d',
    'camera:e',
  ]);
});

test('with room for all, oneself is last', () => {
  expect(listTiles([], ['a', 'b'], [], true, 9)).toEqual(['camera:a', 'camera:b', 'self']);
  expect(listTiles([], [], [], true, 1)).toEqual(['self']);
  expect(listTiles([], ['a'], [], false, 1)).toEqual(['camera:a']);
});

test('each page shows its own tiles, and every tile is on one page', () => {
  const tiles = listTiles([], people, ['camera:a'], true, 3);
  const seen: Tiled[] = [];
  for (const page of [0, 1]) {
    const wish = { large: 1, screen: false, tiles: tiles.length, page, most: 4 };
    const places = placeTiles(layoutStage(wish, { width: 1200, height: 700 }, 8), ['camera:a'], tiles, null);
    expect(places.get('camera:a')?.kind).toBe('large');
    seen.push(...[...places.keys()].filter((key) => key !== 'camera:a'));
  }
  expect(seen).toEqual(tiles);
});

test('a card is seen on every page', () => {
  const card = { x: 1, y: 2, width: 3, height: 4 };
  const layout = layoutStage({ large: 0, screen: false, tiles: 2, page: 0, most: 9 }, { width: 800, height: 600 }, 8);
  expect(placeTiles(layout, [], ['camera:a', 'camera:b'], card).get('self')).toEqual({ rect: card, kind: 'card' });
});
