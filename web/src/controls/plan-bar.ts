/** What the control bar shows at once, and what its menu holds; both in the order of the bar. */
export type BarPlan<T> = { direct: T[]; more: T[] };

/**
 * The most important actions stay within reach, the rest goes into the menu, which takes a place itself. Pure.
 *
 * @param actions in the order of the bar; `rank` 0 is the most important
 * @param places how many buttons fit beside each other
 */
export function planBar<T extends { rank: number }>(actions: readonly T[], places: number): BarPlan<T> {
  if (actions.length <= places) return { direct: [...actions], more: [] };
  const ranked = [...actions].sort((a, b) => a.rank - b.rank);
  const kept = new Set(ranked.slice(0, Math.max(1, places - 1)));
  return { direct: actions.filter((each) => kept.has(each)), more: actions.filter((each) => !kept.has(each)) };
}

/** One row of buttons, or what one does oneself in the middle with the panels beside, and the meeting's title. */
export type BarShape = { wide: false; places: number } | { wide: true; panelPlaces: number };

const narrow = { buttonPx: 58, besidePx: 8 };
const wide = { buttonPx: 84, besidePx: 40 };
/** Fewer panels than these beside the middle would hide what is needed most. */
const fewestPanels = 3;
/** What is seldom wanted has a longer name than its button is wide. */
const mostInRow = 11;
/** More would leave no space that tells the middle from the side. */
const mostPanels = 4;

/**
 * What a bar of this width looks like (control-bar.css has the same sizes).
 *
 * @param inTheMiddle how many buttons are there, leaving included
 */
export function barShape(barWidthPx: number, inTheMiddle: number): BarShape {
  const sidePx = (barWidthPx - inTheMiddle * wide.buttonPx - wide.besidePx) / 2;
  const panelPlaces = Math.min(mostPanels, Math.floor(sidePx / wide.buttonPx));
  if (panelPlaces >= fewestPanels) return { wide: true, panelPlaces };
  const places = Math.floor((barWidthPx - narrow.besidePx) / narrow.buttonPx);
  return { wide: false, places: Math.min(mostInRow, Math.max(2, places)) };
}
