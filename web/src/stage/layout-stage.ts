import { layoutTiles, type Rect, type Size, tilesThatFit } from './layout.ts';

/** Where everything on the stage is. */
export type StageLayout = {
  /** What the large ones share; null without any. */
  largeArea: Rect | null;
  /** Those that are looked at, in their order: screens, pinned people, the speaker. */
  large: Rect[];
  /** The tiles of this page. */
  tiles: Rect[];
  /** Tiles on a full page, at least 1. */
  perPage: number;
  /** At least 1. */
  pages: number;
  /** The page that is shown, from 0: the wanted one, or the last there is. */
  page: number;
};

export type StageWish = {
  /** How many are to be seen large. */
  large: number;
  /** The large one is a screen: it takes its part whole. People keep a picture's shape, and more room on an upright stage. */
  screen: boolean;
  /** How many tiles there are besides, over all pages. */
  tiles: number;
  /** From 0. */
  page: number;
  /** Most pictures on one page, the large ones included. */
  most: number;
};

/** Share of the longer side that the people beside or below something large may take, and the least that shows faces. */
const peopleShare = { wide: 0.2, upright: 0.4 };
const leastPeoplePx = { wide: 168, upright: 120 };
const mostPeoplePx = { wide: 320, upright: 420 };
const stripShare = 0.2;
/** Of what is large, beside pinned people. */
const screenShare = 0.68;
const screenRatio = 16 / 9;
/** Below the tiles, where pages are turned; only when there are several. */
export const pagerPx = 48;

/** In the upper corner, beside what is large, are the controls of the stage. */
const toolbarPx = 52;

const nothing: StageLayout = { largeArea: null, large: [], tiles: [], perPage: 1, pages: 1, page: 0 };

/**
 * With something to look at: it takes what it can, people beside it on a wide stage, below it on an upright one. Without: everybody
 * equal. What does not fit is on other pages. Pure, so that the same stage always looks the same.
 */
export function layoutStage(wish: StageWish, stage: Size, gap: number): StageLayout {
  if (stage.width <= 0 || stage.height <= 0) return nothing;
  const whole = layoutPage(wish, stage, gap);
  if (whole.pages === 1) return whole;
  return layoutPage(wish, { width: stage.width, height: Math.max(1, stage.height - pagerPx) }, gap);
}

function layoutPage(wish: StageWish, stage: Size, gap: number): StageLayout {
  const area = { x: 0, y: 0, ...stage };
  if (wish.large === 0) return { largeArea: null, large: [], ...pageOf(wish, area, gap) };
  if (wish.tiles === 0) return { ...nothing, largeArea: area, large: largeIn(area, wish, gap) };
  const { large, people } = stage.width > stage.height ? beside(stage, gap) : below(wish, stage, gap);
  return { largeArea: large, large: largeIn(large, wish, gap), ...pageOf(wish, people, gap) };
}

function pageOf(wish: StageWish, area: Rect, gap: number): Omit<StageLayout, 'large' | 'largeArea'> {
  const most = Math.max(1, wish.most - wish.large);
  const perPage = Math.max(1, tilesThatFit(wish.tiles, area, gap, most));
  const pages = Math.max(1, Math.ceil(wish.tiles / perPage));
  const page = Math.min(Math.max(0, wish.page), pages - 1);
  const count = Math.min(perPage, wish.tiles - page * perPage);
  return { tiles: within(area, count, gap), perPage, pages, page };
}

/** A screen takes its part whole, and most of it beside pinned people; a face may fill an upright part, too. */
function largeIn(area: Rect, { large, screen }: StageWish, gap: number): Rect[] {
  if (large === 1) return screen || isShapeOfFace(area) ? [area] : within(area, 1, gap);
  if (!screen) return within(area, large, gap);
  const wide = area.width > area.height;
  const width = wide ? Math.round((area.width - gap) * screenShare) : area.width;
  const height = wide ? area.height : Math.round(Math.min((area.height - gap) * screenShare, width / screenRatio));
  const rest = wide
    ? { ...area, x: area.x + width + gap, width: area.width - gap - width }
    : { ...area, y: area.y + height + gap, height: area.height - gap - height };
  return [{ ...area, width, height }, ...within(rest, large - 1, gap)];
}

function isShapeOfFace({ width, height }: Rect): boolean {
  const ratio = width / height;
  return ratio >= 9 / 16 && ratio <= 16 / 9;
}

function within(area: Rect, count: number, gap: number): Rect[] {
  return layoutTiles(count, area, gap).map((rect) => ({ ...rect, x: rect.x + area.x, y: rect.y + area.y }));
}

function beside(stage: Size, gap: number): { large: Rect; people: Rect } {
  const width = clamp(stage.width * peopleShare.wide, leastPeoplePx.wide, mostPeoplePx.wide);
  const left = Math.round(stage.width - width);
  return {
    large: { x: 0, y: 0, width: left - gap, height: stage.height },
    people: { x: left, y: toolbarPx, width: stage.width - left, height: Math.max(1, stage.height - toolbarPx) },
  };
}

/** A screen across an upright stage needs little height: people get the rest, but one alone does not outgrow the screen. */
function below(wish: StageWish, stage: Size, gap: number): { large: Rect; people: Rect } {
  if (!wish.screen) return aboveStrip(stage, gap);
  const least = clamp(stage.height * peopleShare.upright, leastPeoplePx.upright, mostPeoplePx.upright);
  const wanted = Math.max(stage.width / screenRatio, stage.height / 3);
  const height = Math.round(Math.min(stage.height - gap - least, wanted));
  const rest = stage.height - gap - height;
  const people = wish.tiles === 1 ? Math.min(rest, height) : rest;
  const top = Math.round((rest - people) / 2);
  return {
    large: { x: 0, y: top, width: stage.width, height },
    people: { x: 0, y: top + height + gap, width: stage.width, height: people },
  };
}

/** A face fills an upright stage well: the others get one row. */
function aboveStrip(stage: Size, gap: number): { large: Rect; people: Rect } {
  const strip = Math.round(clamp(stage.height * stripShare, leastPeoplePx.upright, mostPeoplePx.upright));
  const height = stage.height - gap - strip;
  return {
    large: { x: 0, y: 0, width: stage.width, height },
    people: { x: 0, y: height + gap, width: stage.width, height: strip },
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
