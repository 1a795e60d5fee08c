import { maxPins } from '../meeting/pins.ts';

/** How this person wants to see the meeting. `automatic`: everybody alike until somebody shows something. */
export const stageViews = ['automatic', 'grid', 'speaker'] as const;
export type StageView = (typeof stageViews)[number];

/** A tile: somebody's camera, or the screen that they share. */
export type TileKey = `camera:${string}` | `screen:${string}`;

export type LargeFacts = {
  view: StageView;
  /** Whose screens are shared, in the order in which they began. */
  screens: readonly string[];
  /** The screen that this person chose to look at; null: the one that began last. */
  chosenScreen: string | null;
  /** Whom this person pinned, in that order. */
  pins: readonly string[];
  /** Whom a host shows to everybody. */
  spotlight: string | null;
  /** Of the speaker view. */
  speaker: string | null;
  /** The others in the room, in the order in which they came. */
  present: readonly string[];
};

/**
 * Who and what is large, in this order: the screen that is looked at, whom this person pinned, else whom a host shows, else, in the
 * speaker view, who speaks. A grid that was asked for by hand stays one, but for pins.
 */
export function chooseLarge(facts: LargeFacts): TileKey[] {
  const { view, screens, pins, present } = facts;
  const pinned = pins.filter((id) => present.includes(id)).slice(0, maxPins);
  const screen = view === 'grid' ? null : screenToLookAt(screens, facts.chosenScreen);
  const large: TileKey[] = [...(screen ? [`screen:${screen}` as const] : []), ...pinned.map(cameraOf)];
  if (pinned.length > 0 || view === 'grid') return large;
  if (facts.spotlight && present.includes(facts.spotlight)) return [...large, cameraOf(facts.spotlight)];
  if (screen || view !== 'speaker') return large;
  const speaker = facts.speaker ?? present[0];
  return speaker ? [cameraOf(speaker)] : [];
}

function screenToLookAt(screens: readonly string[], chosen: string | null): string | null {
  if (chosen && screens.includes(chosen)) return chosen;
  return screens.at(-1) ?? null;
}

function cameraOf(id: string): TileKey {
  return `camera:${id}`;
}
