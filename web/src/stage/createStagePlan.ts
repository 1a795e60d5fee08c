import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { type Accessor, createMemo, createSignal } from 'solid-js';
import { listTiles, placeTiles, selfKindOf, type Tiled } from './arrange-stage.ts';
import { chooseLarge, type TileKey } from './choose-large.ts';
import { cardAt } from './corners.ts';
import { createLargeSpeaker } from './createLargeSpeaker.ts';
import type { Rect, Size } from './layout.ts';
import { layoutStage, pagerPx } from './layout-stage.ts';
import { screensInOrder } from './shared-screens.ts';
import type { StagePreferences } from './stage-preferences.ts';
import { orderTiles } from './tile-order.ts';

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
  const selfKind = () => selfKindOf(input.preferences().self, large(), present().length === 0);
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
    // Who is large is seen already.
    const speaking = input.speaking().filter((id) => !large().includes(`camera:${id}`));
    for (const id of speaking) heardAtMs.set(id, performance.now());
    const beside = layout().perPage - smallScreens().length - selfTile() + large().filter(isCamera).length;
    return orderTiles(before, { present: present(), speaking, firstPage: Math.max(0, beside), heardAtMs });
  }, []);
  const tiles = createMemo(() => listTiles(smallScreens(), order(), large(), selfKind() === 'tile', layout().perPage));
  /** Over what is large, where it hides nobody; without that anywhere, but for the buttons that turn pages. */
  const cardArea = (): Rect => {
    const { largeArea, pages } = layout();
    const { width, height } = input.size();
    return largeArea ?? { x: 0, y: 0, width, height: height - (pages > 1 ? pagerPx : 0) };
  };
  const card = () => (selfKind() === 'card' ? cardAt(input.preferences().corner, input.size(), cardArea()) : null);
  const places = createMemo(() => placeTiles(layout(), large(), tiles(), card()));
  /** Always in the order of coming: an element that is moved in the page stops playing for a moment. */
  const shown = (kind: 'camera' | 'screen', ids: readonly string[]) =>
    ids.filter((id) => places().has(`${kind}:${id}`));
  return {
    place: (key: Tiled) => places().get(key),
    people: createMemo(() => shown('camera', present()), [], { equals: sameIds }),
    screens: createMemo(() => shown('screen', screens()), [], { equals: sameIds }),
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
