import type { TileKey } from './choose-large.ts';
import type { Rect } from './layout.ts';
import type { StageLayout } from './layout-stage.ts';
import type { StagePreferences } from './stage-preferences.ts';

/** Where a tile is. `large`: looked at; `card`: over the others. */
export type Place = { rect: Rect; kind: 'large' | 'tile' | 'card' };
export type Tiled = TileKey | 'self';

/**
 * Where one sees oneself. Alone, always. By itself, a card while a person is large; over a screen it would hide what is written
 * there.
 */
export function selfKindOf(
  self: StagePreferences['self'],
  large: readonly TileKey[],
  alone: boolean,
): 'tile' | 'card' | 'hidden' {
  if (alone) return 'tile';
  if (self !== 'automatic') return self;
  return large[0]?.startsWith('camera:') ? 'card' : 'tile';
}

/** All small tiles over all pages: screens, then people in their order, and oneself at the end of the first page. */
export function listTiles(
  screens: readonly TileKey[],
  people: readonly string[],
  large: readonly TileKey[],
  withSelf: boolean,
  perPage: number,
): Tiled[] {
  const tiles: Tiled[] = [
    ...screens.filter((key) => !large.includes(key)),
    ...people.map((id) => `camera:${id}` as const).filter((key) => !large.includes(key)),
  ];
  if (withSelf) tiles.splice(Math.min(tiles.length, Math.max(0, perPage - 1)), 0, 'self');
  return tiles;
}

/** What is seen now, and where; the tiles of other pages are not. `card`: where oneself is, while one is a card. */
export function placeTiles(
  layout: StageLayout,
  large: readonly TileKey[],
  tiles: readonly Tiled[],
  card: Rect | null,
): Map<Tiled, Place> {
  const places = new Map<Tiled, Place>();
  for (const [index, rect] of layout.large.entries()) {
    const key = large[index];
    if (key) places.set(key, { rect, kind: 'large' });
  }
  const first = layout.page * layout.perPage;
  for (const [index, rect] of layout.tiles.entries()) {
    const key = tiles[first + index];
    if (key) places.set(key, { rect, kind: 'tile' });
  }
  if (card) places.set('self', { rect: card, kind: 'card' });
  return places;
}
