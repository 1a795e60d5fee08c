import type { CallerPlace } from '../src/live/place.ts';
import type { Point } from '../src/live/point.ts';
import type { Random } from './random.ts';
import { placeNear, type Region, regions, sizes, startMinute } from './world.ts';

export type Person = { at: Point; joinsAtMs: number };

/** A meeting as it would run if it always had a box. */
export type PlannedMeeting = {
  id: number;
  region: string;
  startsAtMs: number;
  endsAtMs: number;
  /** In the order in which they come. */
  people: Person[];
  /** What the Worker knows of the first one. */
  first: CallerPlace;
};

const minuteMs = 60_000;
/** Of all people, those who join from another region than the meeting's. */
const awayShare = 0.12;
/** Of all callers, those whose country REGIONS names; of the others only the coordinates are known. */
const namedShare = 0.8;

/** The meetings of one day. */
export function planMeetings(random: Random, count: number): PlannedMeeting[] {
  return Array.from({ length: count }, (_, id) => planMeeting(random, id)).toSorted(
    (a, b) => a.startsAtMs - b.startsAtMs,
  );
}

function planMeeting(random: Random, id: number): PlannedMeeting {
  const region = random.weighted(regions);
  const { least, most } = random.weighted(sizes);
  const startsAtMs = startMinute(random, region) * minuteMs;
  const endsAtMs = startsAtMs + random.pick([12, 25, 30, 45, 55, 60, 90]) * minuteMs;
  const people = Array.from({ length: random.whole(least, most) }, (_, index) => ({
    at: placeNear(random, index > 0 && random.unit() < awayShare ? random.pick<Region>(regions) : region),
    joinsAtMs: startsAtMs + (index === 0 ? 0 : random.between(0, 3 * minuteMs)),
  })).toSorted((a, b) => a.joinsAtMs - b.joinsAtMs);
  const at = people[0]?.at ?? null;
  const first = { region: random.unit() < namedShare ? region.name : null, at };
  return { id, region: region.name, startsAtMs, endsAtMs, people, first };
}

/** Most people at a time in the meetings of a region. */
export function peakPeople(meetings: readonly PlannedMeeting[], region: string): number {
  const changes = meetings
    .filter((meeting) => meeting.region === region)
    .flatMap(({ startsAtMs, endsAtMs, people }) => [
      { atMs: startsAtMs, by: people.length },
      { atMs: endsAtMs, by: -people.length },
    ])
    .toSorted((a, b) => a.atMs - b.atMs || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of changes) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
