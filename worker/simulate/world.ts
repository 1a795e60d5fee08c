import type { Point } from '../src/live/point.ts';
import type { Random } from './random.ts';

/** A region with boxes, and the people around it. */
export type Region = {
  name: string;
  at: Point;
  /** Hours from UTC. */
  clock: number;
  /** Share of all meetings that begin here. */
  weight: number;
};

export const regions: readonly Region[] = [
  { name: 'eu-central', at: { latitude: 50.1, longitude: 8.7 }, clock: 1, weight: 0.35 },
  { name: 'us-east', at: { latitude: 39, longitude: -77.5 }, clock: -5, weight: 0.25 },
  { name: 'us-west', at: { latitude: 37.4, longitude: -122 }, clock: -8, weight: 0.12 },
  { name: 'asia-south', at: { latitude: 19.1, longitude: 72.9 }, clock: 5.5, weight: 0.16 },
  { name: 'asia-east', at: { latitude: 1.4, longitude: 103.8 }, clock: 8, weight: 0.12 },
];

export const regionPoints: ReadonlyMap<string, Point> = new Map(regions.map(({ name, at }) => [name, at]));

/** How busy an hour of the local day is: before and after lunch, a little in the evening, hardly at night. */
function busy(hour: number): number {
  const around = (peak: number, width: number) => Math.exp(-((hour - peak) ** 2) / width);
  return around(10.5, 6) + 0.9 * around(15, 6) + 0.25 * around(20, 5) + 0.02;
}

/** A minute of the UTC day at which a meeting of the region begins; every second one on the hour or the half hour. */
export function startMinute(random: Random, { clock }: Region): number {
  for (;;) {
    const minute = random.between(0, 1440);
    if (random.unit() * 1.2 > busy((minute / 60 + clock + 24) % 24)) continue;
    return random.unit() < 0.5 ? Math.floor(minute / 30) * 30 + random.unit() : minute;
  }
}

/** Where somebody is who belongs to a region: within some 1,500 km, more often near than far. */
export function placeNear(random: Random, { at }: Region): Point {
  const spread = () => random.unit() + random.unit() - 1;
  return { latitude: at.latitude + 12 * spread(), longitude: at.longitude + 18 * spread() };
}

/** Most meetings are small; some are classes. */
export const sizes = [
  { weight: 38, least: 2, most: 2 },
  { weight: 27, least: 3, most: 4 },
  { weight: 21, least: 5, most: 8 },
  { weight: 10, least: 9, most: 16 },
  { weight: 4, least: 20, most: 40 },
] as const;

/** Round trip between somebody and their box: light in glass, on ways that are longer than the straight one, and the last mile. */
export function rttMs(km: number): number {
  const detour = 1.4;
  const kmPerMs = 200;
  const lastMileMs = 10;
  return (2 * km * detour) / kmPerMs + lastMileMs;
}
