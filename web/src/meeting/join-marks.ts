/** Stages from the click on join to the first remote picture, in the browser's performance timeline; the bench reads them there. */
export type JoinMark = 'join-click' | 'admitted' | 'signaling-connected' | 'joined' | 'first-remote-frame';

const order: readonly JoinMark[] = ['join-click', 'admitted', 'signaling-connected', 'joined', 'first-remote-frame'];
const prefix = 'parley:';

/** From the click on join to the first remote picture, in milliseconds; null: there was none yet. */
export function joinMs(): number | null {
  const [click] = performance.getEntriesByName(`${prefix}join-click`, 'mark');
  const [frame] = performance.getEntriesByName(`${prefix}first-remote-frame`, 'mark');
  return click && frame ? frame.startTime - click.startTime : null;
}

/** Marks a stage; each once per join, and a new click starts anew. */
export function markJoin(mark: JoinMark): void {
  if (mark === 'join-click') for (const each of order) performance.clearMarks(prefix + each);
  else if (performance.getEntriesByName(prefix + mark, 'mark').length > 0) return;
  performance.mark(prefix + mark);
}
