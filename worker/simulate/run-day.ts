import type { CallerPlace } from '../src/live/place.ts';
import { distanceKm, type Point } from '../src/live/point.ts';
import type { Box } from './boxes.ts';
import type { Person, PlannedMeeting } from './meetings.ts';
import type { Placer } from './placers.ts';
import type { Trouble } from './troubles.ts';
import { regionPoints, rttMs } from './world.ts';

/** Steps of the day: boxes tell their load this often, and what happens in between happens together. */
const stepMs = 5_000;
const sampleEveryMs = 60_000;
const dayMs = 86_400_000;
/** Meetings that leave a draining box in one step. */
const moveBatch = 50;

type Running = { plan: PlannedMeeting; box: Box; joined: Person[] };

/** What one way of placing made of the day. */
export type Day = {
  placed: number;
  /** Times a meeting went to another box, because its own drained or died. */
  moved: number;
  /** Times no box could take a meeting. */
  refused: number;
  /** Of all boxes that are up, once a minute. */
  utilisation: number[];
  /** Once for each person and each box that they are on. */
  rtts: number[];
};

type Step = { starting: PlannedMeeting[]; joining: { meeting: PlannedMeeting; person: Person }[]; ending: number[] };

/** Plays a day of meetings on boxes that fail and are upgraded. */
export class DayRun {
  readonly #boxes: readonly Box[];
  readonly #placer: Placer;
  readonly #running = new Map<number, Running>();
  readonly #day: Day = { placed: 0, moved: 0, refused: 0, utilisation: [], rtts: [] };

  constructor(boxes: readonly Box[], placer: Placer) {
    this.#boxes = boxes;
    this.#placer = placer;
  }

  run(meetings: readonly PlannedMeeting[], troubles: readonly Trouble[]): Day {
    const steps = stepsOf(meetings);
    for (let nowMs = 0; nowMs < dayMs; nowMs += stepMs) {
      for (const trouble of troubles) this.#trouble(trouble, nowMs);
      const step = steps.get(Math.floor(nowMs / stepMs));
      for (const id of step?.ending ?? []) this.#giveUp(id);
      for (const meeting of step?.starting ?? []) this.#start(meeting, nowMs);
      for (const { meeting, person } of step?.joining ?? []) this.#join(meeting.id, person);
      for (const box of this.#boxes) {
        if (box.draining) this.#drain(box, nowMs);
        box.report();
      }
      if (nowMs % sampleEveryMs === 0)
        for (const box of this.#boxes) if (box.up) this.#day.utilisation.push(box.utilisation);
    }
    return this.#day;
  }

  #trouble({ boxId, drainsAtMs, downAtMs, upAtMs }: Trouble, nowMs: number): void {
    const begins = (atMs: number | null) => atMs !== null && Math.floor(atMs / stepMs) * stepMs === nowMs;
    const box = this.#boxes.find(({ id }) => id === boxId);
    if (!box) return;
    if (begins(drainsAtMs)) box.draining = true;
    if (begins(upAtMs)) [box.up, box.draining] = [true, false];
    if (!begins(downAtMs)) return;
    box.up = false;
    for (const id of [...box.meetings.keys()]) if (!this.#move(id, nowMs)) this.#giveUp(id);
  }

  #drain(box: Box, nowMs: number): void {
    for (const id of [...box.meetings.keys()].slice(0, moveBatch)) this.#move(id, nowMs);
  }

  #start(plan: PlannedMeeting, nowMs: number): void {
    const box = this.#choose(plan.first, null, nowMs);
    if (!box) return;
    this.#day.placed++;
    this.#running.set(plan.id, { plan, box, joined: [] });
  }

  #join(id: number, person: Person): void {
    const running = this.#running.get(id);
    if (!running) return;
    running.joined.push(person);
    running.box.setPeople(id, running.joined.length);
    this.#measure(person.at, running.box);
  }

  /** To another box, near where it was; false if none can take it. */
  #move(id: number, nowMs: number): boolean {
    const running = this.#running.get(id);
    if (!running) return true;
    const { box, joined } = running;
    const next = this.#choose({ region: box.region, at: null }, box, nowMs);
    if (!next) return false;
    box.setPeople(id, 0);
    next.setPeople(id, joined.length);
    running.box = next;
    this.#day.moved++;
    for (const { at } of joined) this.#measure(at, next);
    return true;
  }

  /** It is over, or its people have no box any more. */
  #giveUp(id: number): void {
    this.#running.get(id)?.box.setPeople(id, 0);
    this.#running.delete(id);
  }

  #choose(people: CallerPlace, avoid: Box | null, nowMs: number): Box | null {
    const candidates = this.#boxes.filter((box) => box !== avoid).map((box) => box.candidate(nowMs));
    const chosen = this.#placer(candidates, people);
    const box = this.#boxes.find(({ id }) => id === chosen) ?? null;
    if (box) box.coming.note(box.id, nowMs);
    else this.#day.refused++;
    return box;
  }

  #measure(at: Point, box: Box): void {
    const to = regionPoints.get(box.region);
    if (to) this.#day.rtts.push(rttMs(distanceKm(at, to)));
  }
}

function stepsOf(meetings: readonly PlannedMeeting[]): Map<number, Step> {
  const steps = new Map<number, Step>();
  const at = (ms: number) => {
    const number = Math.floor(ms / stepMs);
    const step = steps.get(number) ?? { starting: [], joining: [], ending: [] };
    steps.set(number, step);
    return step;
  };
  for (const meeting of meetings) {
    at(meeting.startsAtMs).starting.push(meeting);
    for (const person of meeting.people) at(person.joinsAtMs).joining.push({ meeting, person });
    at(meeting.endsAtMs).ending.push(meeting.id);
  }
  return steps;
}
