import type { Box } from '@parley/worker/contract/boxes.ts';

/**
 * What is to be said of a box, the worst first. `never-linked`: enrolled, and never seen since. `lost`: its link is gone. `drained`: it
 * drains, and nobody is on it any more. `full`: it has as many people as it takes.
 */
export type BoxFact = 'never-linked' | 'lost' | Box['problems'][number] | 'draining' | 'drained' | 'full' | 'fine';
export type Tone = 'fine' | 'notice' | 'bad';

export function factsOf(box: Box): BoxFact[] {
  const away: BoxFact[] = box.linked ? [] : [box.lastSeenAtMs === null ? 'never-linked' : 'lost'];
  const drains: BoxFact[] = box.draining ? [box.participants === 0 ? 'drained' : 'draining'] : [];
  // Of a box that is away, the rest is how it was.
  const full: BoxFact[] = box.linked && box.participants >= box.capacity ? ['full'] : [];
  const facts = [...away, ...(box.linked ? box.problems : []), ...drains, ...full];
  return facts.length > 0 ? facts : ['fine'];
}

export function toneOf(fact: BoxFact): Tone {
  if (fact === 'fine') return 'fine';
  return ['draining', 'drained', 'full', 'never-linked'].includes(fact) ? 'notice' : 'bad';
}

/** Those that need somebody first, then by region and name. */
export function inOrder(boxes: readonly Box[]): Box[] {
  const rank = (box: Box) => Math.max(...factsOf(box).map((fact) => ({ fine: 0, notice: 1, bad: 2 })[toneOf(fact)]));
  const key = ({ region, id }: Box) => `${region} ${id}`;
  return [...boxes].sort((one, other) => rank(other) - rank(one) || key(one).localeCompare(key(other)));
}

/** All of the fleet that can be used, in sums. */
export function sumOf(boxes: readonly Box[]) {
  const linked = boxes.filter((box) => box.linked);
  const sum = (of: (box: Box) => number) => linked.reduce((total, box) => total + of(box), 0);
  return {
    boxes: boxes.length,
    healthy: linked.filter(({ healthy, draining }) => healthy && !draining).length,
    people: sum(({ participants }) => participants),
    capacity: sum(({ capacity }) => capacity),
    rooms: sum(({ rooms }) => rooms),
    roomsInP2p: sum(({ roomsInP2p }) => roomsInP2p),
    sendMbps: sum(({ sendMbps }) => sendMbps),
  };
}

/** “1”, “2”, “3–4”, … “26+”: classes of rooms by how many are in, from their upper ends. */
export function sizeLabels(upperEnds: readonly number[]): string[] {
  const classes = upperEnds.map((end, index) => {
    const from = (upperEnds[index - 1] ?? 0) + 1;
    return from === end ? String(end) : `${from}–${end}`;
  });
  return [...classes, `${(upperEnds.at(-1) ?? 0) + 1}+`];
}
