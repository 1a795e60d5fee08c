import { expect, test } from 'vitest';
import { callerPlace } from './caller-place.ts';
import { distanceKm } from './point.ts';
import { readsRegionPlaces, regionPlaces } from './region-places.ts';

test('REGION_PLACES tells where regions are', () => {
  const text = 'eu-central=50.1:8.7, us-east = 39.0:-77.5';
  expect([...regionPlaces(text)]).toEqual([
    ['eu-central', { latitude: 50.1, longitude: 8.7 }],
    ['us-east', { latitude: 39, longitude: -77.5 }],
  ]);
  expect(readsRegionPlaces(text)).toBe(true);
  for (const none of [undefined, '', ' , ']) {
    expect(regionPlaces(none).size).toBe(0);
    expect(readsRegionPlaces(none)).toBe(true);
  }
});

test.each([
  'eu',
  'eu=',
  'eu=50',
  'eu=50:',
  'eu=50:8:1',
  'eu=91:8',
  'eu=50:181',
  'eu=x:8',
  'EU!=50:8',
  'eu=50:8=1',
  '=50:8',
])('REGION_PLACES refuses %s', (item) => {
  expect(readsRegionPlaces(`us=39:-77,${item}`)).toBe(false);
  expect([...regionPlaces(`us=39:-77,${item}`).keys()]).toEqual(['us']);
});

test('REGION_PLACES names each region once', () => expect(readsRegionPlaces('eu=1:2,eu=3:4')).toBe(false));

test('distances', () => {
  const [frankfurt, ashburn] = [...regionPlaces('eu=50.1:8.7,us=39.0:-77.5').values()];
  if (!frankfurt || !ashburn) throw new Error('There are two.');
  expect(distanceKm(frankfurt, ashburn)).toBeCloseTo(6_590, -2);
  expect(distanceKm(frankfurt, frankfurt)).toBe(0);
  expect(distanceKm({ latitude: 0, longitude: 179 }, { latitude: 0, longitude: -179 })).toBeCloseTo(222, 0);
});

test('a caller’s place is what Cloudflare tells, as far as it does', () => {
  const variables = { REGIONS: 'EU=eu-central' };
  const cf = { country: 'DE', continent: 'EU', latitude: '52.52', longitude: '13.40' };
  const at = { latitude: 52.52, longitude: 13.4 };
  expect(callerPlace(variables, { cf })).toEqual({ region: 'eu-central', at });
  expect(callerPlace({}, { cf })).toEqual({ region: null, at });
  expect(callerPlace(variables, { cf: { continent: 'EU', latitude: 'x' } })).toEqual({
    region: 'eu-central',
    at: null,
  });
  expect(callerPlace(variables, {})).toEqual({ region: null, at: null });
});
