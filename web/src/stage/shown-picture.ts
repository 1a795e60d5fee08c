/**
 * Which of the pictures of one source lies on top: the most preferred one that has shown a frame. One that has not would be
 * black, so what played before stays in front of it. Null: none has a frame yet.
 *
 * @param pictures live ones, the one to show first
 */
export function shownPicture<T>(pictures: readonly T[], rendered: ReadonlySet<T>): T | null {
  return pictures.find((picture) => rendered.has(picture)) ?? null;
}

/**
 * The order in which pictures stay in the page: as they came. Preference changes what lies on top, never the order: an element that
 * is moved in the page stops for a moment.
 */
export function inOrderOfArrival<T>(attached: readonly T[], pictures: readonly T[]): T[] {
  const kept = attached.filter((picture) => pictures.includes(picture));
  return [
    ...kept,
    ...pictures.filter((picture, index) => !kept.includes(picture) && pictures.indexOf(picture) === index),
  ];
}
