import * as z from 'zod/mini';
import { region } from '../../contract/ids.ts';
import { commaList } from '../environment.ts';
import type { Point } from './point.ts';

const degrees = (max: number) => z.coerce.number().check(z.minimum(-max), z.maximum(max));
const point = z.object({ latitude: degrees(90), longitude: degrees(180) });

const decimal = /^-?\d{1,3}(\.\d{1,10})?$/;

/** A point from two decimal numbers as text; null if they are none. */
export function readPoint(latitude: unknown, longitude: unknown): Point | null {
  if (!decimal.test(String(latitude)) || !decimal.test(String(longitude))) return null;
  return point.safeParse({ latitude, longitude }).data ?? null;
}

/** REGION_PLACES (`eu-central=50.1:8.7,us-east=39.0:-77.5`): where each region is. What cannot be read is left out. */
export function regionPlaces(text: string | undefined): Map<string, Point> {
  const entries = commaList(text).map(readEntry);
  return new Map(entries.filter((entry) => entry !== null));
}

/** Can all of REGION_PLACES be read, and does it name each region once? */
export function readsRegionPlaces(text: string | undefined): boolean {
  return regionPlaces(text).size === commaList(text).length;
}

function readEntry(item: string): [string, Point] | null {
  const [name = '', where = '', ...more] = item.split('=').map((part) => part.trim());
  const [latitude, longitude, ...rest] = where.split(':').map((part) => part.trim());
  const at = readPoint(latitude, longitude);
  if (!at || more.length > 0 || rest.length > 0 || !region.safeParse(name).success) return null;
  return [name, at];
}
