import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { type Accessor, createMemo, createSignal } from 'solid-js';
import { chooseLarge, type TileKey } from './choose-large.ts';
import { cardAt } from './corners.ts';
import { createLargeSpeaker } from './createLargeSpeaker.ts';
import type { Rect, Size } from './layout.ts';
import { layoutStage, pagerPx } from './layout-stage.ts';
import { screensInOrder } from './shared-screens.ts';
import type { StagePreferences } from './stage-preferences.ts';
import { orderTiles } from './tile-order.ts';

/** Where a tile is. `large`: looked at; `card`: over the others. */
export type Place = { rect: Rect; kind: 'large' | 'tile' | 'card' };
export type Tiled = TileKey | 'self';

export type StagePlanInput = {
  others: () => readonly Participant[];
  speaking: () => readonly string[];
  pins: () => readonly string[];
  spotlight: () => string | null;
  preferences: Accessor<StagePreferences>;
  size: Accessor<Size>;
  gap: () => number;
  /** Most pictures at once. */
  most: number;
};

/** What is on the stage, and where: who is large, in which order the others come, and which page of them is shown. */
export function createStagePlan(input: StagePlanInput) {
  const [wantedPage, setPage] = createSignal(0);
  const [chosenScreen, chooseScreen] = createSignal<string | null>(null);
  const present = createMemo(() => input.others().map(({ id }) => id), [], { equals: sameIds });
  const screens = createMemo<string[]>((before) => screensInOrder(before, input.others()), []);
  const speaker = createLargeSpeaker(input.speaking, present);
  const large = createMemo(
    () =>
      chooseLarge({
        view: input.preferences().view,
        screens: screens(),
        chosenScreen: chosenScreen(),
        pins: input.pins(),
        spotlight: input.spotlight(),
        speaker: speaker(),
        present: present(),
      }),
    [],
    { equals: sameIds },
  );
  const selfKind = (): 'tile' | 'card' | 'hidden' => {
    const { self } = input.preferences();
    if (present().length === 0) return 'tile';
    if (self !== 'automatic') return self;
    // Over a screen it would hide what is written there.
    return large()[0]?.startsWith('camera:') ? 'card' : 'tile';
  };
  const smallScreens = createMemo<TileKey[]>(() =>
    screens()
      .map((id) => `screen:${id}` as const)
      .filter((key) => !large().includes(key)),
  );
  const selfTile = () => (selfKind() === 'tile' ? 1 : 0);
  const smallPeople = () => present().filter((id) => !large().includes(`camera:${id}`));
  const layout = createMemo(() =>
    layoutStage(
      {
        large: large().length,
        screen: large()[0]?.startsWith('screen:') ?? false,
        tiles: smallScreens().length + smallPeople().length + selfTile(),
        page: wantedPage(),
        most: input.most,
      },
      input.size(),
      input.gap(),
    ),
  );
  const heardAtMs = new Map<string, number>();
  const order = createMemo<string[]>((before) => {
    const speaking = input.speaking();
    for (const id of speaking) heardAtMs.set(id, performance.now());
    const beside = layout().perPage - smallScreens().length - selfTile() + large().filter(isCamera).length;
    return orderTiles(before, { present: present(), speaking, firstPage: Math.max(0, beside), heardAtMs });
  }, []);
  /** All small tiles: other screens, then people, and oneself at the end of the first page. */
  const tiles = createMemo<Tiled[]>(() => {
    const people: Tiled[] = order()
      .map((id) => `camera:${id}` as const)
      .filter((key) => !large().includes(key));
    const all: Tiled[] = [...smallScreens(), ...people];
    if (selfTile()) all.splice(Math.min(all.length, Math.max(0, layout().perPage - 1)), 0, 'self');
    return all;
  });
  /** Over what is large, where it hides nobody; without that anywhere, but for the buttons that turn pages. */
  const cardArea = (): Rect => {
    const { largeArea, pages } = layout();
    const { width, height } = input.size();
    return largeArea ?? { x: 0, y: 0, width, height: height - (pages > 1 ? pagerPx : 0) };
  };
  const places = createMemo(() => {
    const found = new Map<Tiled, Place>();
    const { large: largeRects, tiles: tileRects, page, perPage } = layout();
    for (const [index, rect] of largeRects.entries()) {
      const key = large()[index];
      if (key) found.set(key, { rect, kind: 'large' });
    }
    for (const [index, rect] of tileRects.entries()) {
      const key = tiles()[page * perPage + index];
      if (key) found.set(key, { rect, kind: 'tile' });
    }
    if (selfKind() === 'card') {
      found.set('self', { rect: cardAt(input.preferences().corner, input.size(), cardArea()), kind: 'card' });
    }
    return found;
  });
  /** Always in the order of coming: an element that is moved in the page stops playing for a moment. */
  const shown = (kind: 'camera' | 'screen', ids: readonly string[]) =>
    ids.filter((id) => places().has(`${kind}:${id}`));
  return {
    place: (key: Tiled) => places().get(key),
    people: createMemo(() => shown('camera', present()), [], { equals: sameIds }),
    screens: createMemo(() => shown('screen', screens()), [], { equals: sameIds }),
    screenCount: () => screens().length,
    /** The large pictures, the first one first. */
    large,
    cardArea,
    speaker,
    chooseScreen,
    page: () => layout().page,
    pages: () => layout().pages,
    setPage,
  };
}

function isCamera(key: TileKey): boolean {
  return key.startsWith('camera:');
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
