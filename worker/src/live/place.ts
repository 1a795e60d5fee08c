import { distanceKm, type Point } from './point.ts';

/** A box as a candidate for a new live meeting. */
export type Candidate = {
  id: string;
  region: string;
  /** Linked, not silent, and without a problem that it found itself. */
  healthy: boolean;
  /** No look from outside says otherwise. */
  reached: boolean;
  /** It takes nothing new. */
  draining: boolean;
  participants: number;
  capacity: number;
  /** Busiest media worker's share of one core, 0 to 1. */
  cpu: number;
  /** Streams that are sent to people. */
  consumers: number;
  sendMbps: number;
  /** Null: it does not say. */
  capacityMbps: number | null;
  /** Live meetings placed there whose people are still to come, so that its load does not show them; part of a meeting counts too. */
  coming: number;
};

/** Where a meeting's people are. */
export type CallerPlace = {
  /** The region that the operator gives them; null: none. */
  region: string | null;
  /** Null: nobody knows. */
  at: Point | null;
};

/**
 * What a new live meeting is expected to cost before its box has measured it. About the mean of many: most have two to four people, but a
 * class of thirty costs as much as a hundred of them. Too little and a burst lands on one box; too much only spreads it more evenly.
 */
export const expectedMeeting = { people: 6, consumers: 60, mbps: 30 };

/** From so many streams on, a box's own cost per stream is believed. */
const enoughConsumers = 100;

/** A box above this share of what it can do gets no new meeting while another one of the region is below. */
const crowdedAbove = 0.85;

/** How loaded a box is with so many expected meetings on top, 0 to 1 and above: the scarcest of places, processor and bandwidth. */
export function loadWith(box: Candidate, meetings: number): number {
  const people = (box.participants + meetings * expectedMeeting.people) / box.capacity;
  const perConsumer = box.consumers >= enoughConsumers ? box.cpu / box.consumers : 0;
  const cpu = box.cpu + meetings * expectedMeeting.consumers * perConsumer;
  const sent = box.capacityMbps ? (box.sendMbps + meetings * expectedMeeting.mbps) / box.capacityMbps : 0;
  return Math.max(people, cpu, sent);
}

/** Is it able to, as far as it was measured? A busy processor alone keeps nobody out: there may be no better box. */
export function mayTake(box: Candidate): boolean {
  if (!box.healthy || box.draining || box.participants >= box.capacity) return false;
  return box.capacityMbps === null || box.sendMbps < box.capacityMbps;
}

/**
 * The box for a new live meeting; null if none can take it. One that was not reached from outside only where there is no other: people
 * may reach it all the same, and nobody comes in without. Of the boxes with room those of the preferred region, else of the nearest one,
 * and of these the one that will be least loaded. What is only expected never keeps a meeting out.
 */
export function placeOn(
  boxes: readonly Candidate[],
  people: CallerPlace,
  places: ReadonlyMap<string, Point> = new Map(),
): string | null {
  const willing = boxes.filter(mayTake);
  const reached = willing.filter((box) => box.reached);
  const able = reached.length > 0 ? reached : willing;
  const roomy = able.filter((box) => loadWith(box, box.coming) < 1);
  const near = nearest(roomy.length > 0 ? roomy : able, people, places);
  const [best] = near
    .map((box) => ({
      id: box.id,
      crowded: Number(loadWith(box, box.coming) > crowdedAbove),
      load: loadWith(box, box.coming + 1),
    }))
    .toSorted((a, b) => a.crowded - b.crowded || a.load - b.load || (a.id < b.id ? -1 : 1));
  return best?.id ?? null;
}

/** Boxes of the preferred region, else those nearest to the people, or to the preferred region where nobody knows where they are. */
function nearest(
  boxes: readonly Candidate[],
  { region, at }: CallerPlace,
  places: ReadonlyMap<string, Point>,
): Candidate[] {
  const from = at ?? (region === null ? undefined : places.get(region));
  const kmTo = (box: Candidate) => {
    if (box.region === region) return -1;
    const to = places.get(box.region);
    // Where that is unknown all are equally far.
    return from && to ? distanceKm(from, to) : Number.POSITIVE_INFINITY;
  };
  const least = Math.min(...boxes.map(kmTo));
  return boxes.filter((box) => kmTo(box) === least);
}
