/** A place on earth, in degrees. */
export type Point = { latitude: number; longitude: number };

const earthRadiusKm = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** As the crow flies. */
export function distanceKm(a: Point, b: Point): number {
  const acrossLatitude = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const acrossLongitude = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const chord = acrossLatitude + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * acrossLongitude;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}
