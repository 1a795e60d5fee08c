import { Coming } from '../src/live/coming.ts';
import type { Candidate } from '../src/live/place.ts';
import { type PlannedMeeting, peakPeople } from './meetings.ts';
import { regions } from './world.ts';

/** A box's load, in what it is limited by. */
type Load = { participants: number; consumers: number; cpu: number; sendMbps: number };

/** Cores for each stream and each Mbit/s that a box takes or sends, as docs/benchmarks.md measured and the planner counts. */
const coresPerStream = 0.0012;
const coresPerMbps = 0.0005;
/** Pictures and voices that somebody gets at most, on an ordinary screen. */
const shown = { pictures: 9, voices: 8 };
const mbpsPerPicture = 1;

/** What a meeting of so many costs its box. Two people talk directly. */
export function costOf(people: number): { streams: number; consumers: number; sendMbps: number; cores: number } {
  if (people <= 2) return { streams: 0, consumers: 0, sendMbps: 0, cores: 0 };
  const others = people - 1;
  const consumers = people * (Math.min(others, shown.pictures) + Math.min(others, shown.voices));
  const sendMbps = people * Math.min(others, shown.pictures) * mbpsPerPicture;
  const streams = consumers + 2 * people;
  return { streams, consumers, sendMbps, cores: streams * coresPerStream + sendMbps * coresPerMbps };
}

/** The two sizes of boxes. */
const small = { capacity: 200, cores: 4, capacityMbps: 1_000 };
const large = { capacity: 600, cores: 12, capacityMbps: 3_000 };

export class Box {
  readonly id: string;
  readonly region: string;
  readonly capacity: number;
  readonly cores: number;
  readonly capacityMbps: number;
  readonly coming = new Coming();
  up = true;
  draining = false;
  /** People in each meeting that is here. */
  readonly meetings = new Map<number, number>();
  #cores = 0;
  #load: Load = { participants: 0, consumers: 0, cpu: 0, sendMbps: 0 };
  #told: Load = this.#load;

  constructor(id: string, region: string, size: { capacity: number; cores: number; capacityMbps: number }) {
    this.id = id;
    this.region = region;
    this.capacity = size.capacity;
    this.cores = size.cores;
    this.capacityMbps = size.capacityMbps;
  }

  /** So many people are in that meeting now; none: it is not here any more. */
  setPeople(meetingId: number, people: number): void {
    const before = costOf(this.meetings.get(meetingId) ?? 0);
    const after = costOf(people);
    this.#cores += after.cores - before.cores;
    const { participants, consumers, sendMbps } = this.#load;
    this.#load = {
      participants: participants + people - (this.meetings.get(meetingId) ?? 0),
      consumers: consumers + after.consumers - before.consumers,
      sendMbps: sendMbps + after.sendMbps - before.sendMbps,
      cpu: Math.min(1, Math.max(0, this.#cores / this.cores)),
    };
    if (people > 0) this.meetings.set(meetingId, people);
    else this.meetings.delete(meetingId);
  }

  /** Tells the fleet its load. */
  report(): void {
    this.#told = this.#load;
  }

  /** Share of what it can do, of the scarcest; above 1 it is overloaded. */
  get utilisation(): number {
    const { participants, sendMbps } = this.#load;
    return Math.max(participants / this.capacity, this.#cores / this.cores, sendMbps / this.capacityMbps);
  }

  /** As the fleet knows it. */
  candidate(nowMs: number): Candidate {
    const { participants, consumers, cpu, sendMbps } = this.#told;
    const { id, region, capacity, capacityMbps, draining, up } = this;
    const load = { participants, consumers, cpu, sendMbps, coming: this.coming.count(id, nowMs) };
    return { id, region, capacity, capacityMbps, draining, healthy: up, reached: true, ...load };
  }
}

/** Room for the region's busiest minute and this much more: the others' meetings come here while a box is gone. */
const headroom = 1.5;

/** Each region's boxes, large and small ones, at least two. */
export function makeBoxes(meetings: readonly PlannedMeeting[]): Box[] {
  return regions.flatMap(({ name }) => {
    const needed = peakPeople(meetings, name) * headroom;
    const larges = Math.floor((needed * 0.6) / large.capacity);
    const smalls = Math.max(2 - larges, Math.ceil((needed - larges * large.capacity) / small.capacity), 1);
    const make = (count: number, kind: string, size: typeof small) =>
      Array.from({ length: count }, (_, i) => new Box(`${name}-${kind}-${i + 1}`, name, size));
    return [...make(larges, 'large', large), ...make(smalls, 'small', small)];
  });
}
