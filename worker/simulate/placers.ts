import { type CallerPlace, type Candidate, loadWith, mayTake, placeOn } from '../src/live/place.ts';
import type { Random } from './random.ts';
import { regionPoints } from './world.ts';

/** Names a box for a meeting, or null where none can take it. */
export type Placer = (boxes: readonly Candidate[], people: CallerPlace) => string | null;

export const placerNames = ['parley', 'least-loaded', 'random'] as const;
export type PlacerName = (typeof placerNames)[number];

/** Parley's way, and two others to compare it with: both know nothing of places, and take the load as it was last told. */
export function makePlacer(name: PlacerName, random: Random): Placer {
  switch (name) {
    case 'parley':
      return (boxes, people) => placeOn(boxes, people, regionPoints);
    case 'random':
      return (boxes) => {
        const able = boxes.filter(mayTake);
        return able.length > 0 ? random.pick(able).id : null;
      };
    case 'least-loaded':
      return (boxes) => {
        const [best] = boxes.filter(mayTake).toSorted((a, b) => loadWith(a, 0) - loadWith(b, 0));
        return best?.id ?? null;
      };
  }
}
