/** Least time between two notices of a kind to a whole room, in milliseconds; 0: each is told at once. */
export interface Pace {
  rosterMs: number;
  speakersMs: number;
}

/** What a room is told costs as many messages as it has people, and the more people, the more there is to tell. */
const paces: readonly (Pace & { upTo: number })[] = [
  { upTo: 30, rosterMs: 0, speakersMs: 0 },
  { upTo: 100, rosterMs: 150, speakersMs: 500 },
  { upTo: Number.POSITIVE_INFINITY, rosterMs: 250, speakersMs: 1_000 },
];

/** How often a room of so many people is told what changes all the time. */
export function paceOf(people: number): Pace {
  const { rosterMs, speakersMs } = paces.find(({ upTo }) => people <= upTo) as Pace;
  return { rosterMs, speakersMs };
}
