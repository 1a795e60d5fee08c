import { expect, test } from 'vitest';
import { preferredRegion } from './preferred-region.ts';

test('country before continent, null without a match', () => {
  const regions = 'EU=eu-central, us = us-east';
  expect(preferredRegion(regions, { country: 'DE', continent: 'EU' })).toBe('eu-central');
  expect(preferredRegion(regions, { country: 'US', continent: 'NA' })).toBe('us-east');
  expect(preferredRegion(regions, { country: 'CA', continent: 'NA' })).toBeNull();
  expect(preferredRegion(regions, undefined)).toBeNull();
  expect(preferredRegion(undefined, { country: 'DE' })).toBeNull();
});
