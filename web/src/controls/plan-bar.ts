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

const narrow = { untilPx: 900, buttonPx: 58, besidePx: 8 };
/** Beside the buttons: the meeting's title, and as much on the other side, so that they are in the middle. */
const wide = { buttonPx: 84, besidePx: 280 };

/** How many buttons fit into a bar of this width. */
export function placesIn(barWidthPx: number): number {
  const { buttonPx, besidePx } = hasTitle(barWidthPx) ? wide : narrow;
  return Math.max(2, Math.floor((barWidthPx - besidePx) / buttonPx));
}

/** Whether a bar of this width has the meeting's title beside its buttons; narrow ones are all buttons (control-bar.css). */
export function hasTitle(barWidthPx: number): boolean {
  return barWidthPx > narrow.untilPx;
}
