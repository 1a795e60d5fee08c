import { layoutTiles, type Rect, type Size, tilesThatFit } from './layout.ts';

/** Where everything on the stage is. */
export type StageLayout = {
  /** The screen that is looked at; null when none is shared. */
  large: Rect | null;
  /** The other screens, then the people: as many as fit. */
  tiles: Rect[];
};

/** Share of the longer side that the people beside or below a screen may take, and the least that shows faces. */
const peopleShare = { wide: 0.2, upright: 0.4 };
const leastPeoplePx = { wide: 168, upright: 120 };
const mostPeoplePx = { wide: 320, upright: 420 };
const screenRatio = 16 / 9;

/**
 * With a screen to look at: it takes what it can, people beside it on a wide stage, below it on an upright one. Without one: everybody
 * equal. Pure, so that the same stage always looks the same.
 *
 * @param tileCount other screens and people
 */
export function layoutStage(tileCount: number, withScreen: boolean, stage: Size, gap: number): StageLayout {
  if (stage.width <= 0 || stage.height <= 0) return { large: null, tiles: [] };
  if (!withScreen) return { large: null, tiles: layoutTiles(tilesThatFit(tileCount, stage, gap), stage, gap) };
  if (tileCount === 0) return { large: { x: 0, y: 0, ...stage }, tiles: [] };
  const { large, people } = stage.width > stage.height ? beside(stage, gap) : below(tileCount, stage, gap);
  const rects = layoutTiles(tilesThatFit(tileCount, people, gap), people, gap);
  return { large, tiles: rects.map((rect) => ({ ...rect, x: rect.x + people.x, y: rect.y + people.y })) };
}

function beside(stage: Size, gap: number): { large: Rect; people: Rect } {
  const width = clamp(stage.width * peopleShare.wide, leastPeoplePx.wide, mostPeoplePx.wide);
  const left = Math.round(stage.width - width);
  return {
    large: { x: 0, y: 0, width: left - gap, height: stage.height },
    people: { x: left, y: 0, width: stage.width - left, height: stage.height },
  };
}

/** A screen across an upright stage needs little height: people get the rest, but one alone does not outgrow the screen. */
function below(tileCount: number, stage: Size, gap: number): { large: Rect; people: Rect } {
  const least = clamp(stage.height * peopleShare.upright, leastPeoplePx.upright, mostPeoplePx.upright);
  const wanted = Math.max(stage.width / screenRatio, stage.height / 3);
  const height = Math.round(Math.min(stage.height - gap - least, wanted));
  const rest = stage.height - gap - height;
  const people = tileCount === 1 ? Math.min(rest, height) : rest;
  const top = Math.round((rest - people) / 2);
  return {
    large: { x: 0, y: top, width: stage.width, height },
    people: { x: 0, y: top + height + gap, width: stage.width, height: people },
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
