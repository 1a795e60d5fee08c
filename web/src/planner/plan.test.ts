import { expect, test } from 'vitest';
import { type PlanInput, plan, planDefaults } from './plan.ts';
import { pricePresets } from './prices.ts';

const planned = (change: Partial<PlanInput> = {}) => plan({ ...planDefaults, prices: pricePresets.hetzner, ...change });

/** Figures are sums of tenths: equal to nine digits is equal. */
const figures = (way: object) =>
  Object.fromEntries(Object.entries(way).map(([name, value]) => [name, Number((value as number).toPrecision(9))]));

test('eight people at 1.5 Mbit/s for a hundred hours, as the mission says', () => {
  const { direct, sfu } = planned({ people: 8, hours: 100, bitrateMbps: 1.5 });
  expect(figures(direct)).toMatchObject({
    uploadMbps: 10.5,
    downloadMbps: 10.5,
    connections: 28,
    encoders: 7,
    gbIn: 0,
    gbOut: 0,
  });
  expect(figures(sfu)).toMatchObject({
    uploadMbps: 1.5,
    downloadMbps: 10.5,
    connections: 8,
    encoders: 1,
    gbIn: 540,
    gbOut: 3_780,
  });
  expect(direct.uploadMbps / sfu.uploadMbps).toBeCloseTo(7);
  expect(sfu.gbOut / sfu.gbIn).toBeCloseTo(7);
});

test.each([
  [2, 1, 1.5],
  [4, 6, 4.5],
  [8, 28, 10.5],
  [10, 45, 13.5],
])('%i people have %i direct connections and %f Mbit/s each way', (people, connections, mbps) => {
  const { direct, sfu } = planned({ people });
  expect(figures(direct)).toMatchObject({ connections, uploadMbps: mbps, downloadMbps: mbps });
  expect(figures(sfu)).toMatchObject({ connections: people, uploadMbps: 1.5, downloadMbps: mbps });
});

test('layers bring eight people to what the benchmark measured', () => {
  // docs/benchmarks.md: 7 pictures at 320 px, 1.3 Mbit/s down.
  expect(planned({ layers: true }).sfu.downloadMbps).toBeCloseTo(1.3, 1);
});

test('with a page, a larger room costs a person no more', () => {
  const page = { pictures: 9, voices: 8 };
  const [small, large] = [25, 100].map((people) => planned({ people, layers: true, page }).sfu);
  expect(large?.downloadMbps).toBe(small?.downloadMbps);
  expect(large?.uploadMbps).toBe(small?.uploadMbps);
});

test('half a screen takes the middle layer, and without layers the whole', () => {
  const { sfu } = planned({ people: 2, layers: true });
  expect(sfu.downloadMbps).toBeCloseTo(0.04 + 1.46 / 3);
  expect(planned({ people: 2 }).sfu.downloadMbps).toBeCloseTo(1.5);
});

test('hybrid is between the two, and equals them at the ends', () => {
  const { direct, sfu, hybrid } = planned({ directShare: 0.25 });
  expect(hybrid.gbOut).toBeCloseTo(sfu.gbOut * 0.75);
  expect(hybrid.uploadMbps).toBe(direct.uploadMbps);
  expect(planned({ directShare: 1 }).hybrid).toEqual(direct);
  expect(planned({ directShare: 0 }).hybrid).toEqual(sfu);
});

test('included traffic is free, what is beyond is billed, each box brings its own', () => {
  expect(planned().sfu.costPerMonth).toBe(17);
  // 20,000 GB more than 20 TB.
  expect(planned({ hours: 40_000 / 37.8 }).sfu.costPerMonth).toBeCloseTo(17 + 20);
  expect(planned({ prices: pricePresets.metered }).sfu.costPerMonth).toBeCloseTo(62 + 3_680 * 0.09);
  const { boxes, costPerMonth } = planned({ people: 100, hours: 10 }).sfu;
  expect(boxes).toBeGreaterThan(10);
  expect(costPerMonth).toBe(boxes * 17);
});

test('more meetings at a time need more cores and boxes, not more traffic', () => {
  const [one, many] = [1, 40].map((meetings) => planned({ meetings }).sfu);
  expect(many?.gbOut).toBe(one?.gbOut);
  expect(many?.cores).toBeCloseTo((one?.cores ?? 0) * 40);
  expect(many?.boxes).toBeGreaterThan(one?.boxes ?? 0);
});

test.each([
  [{ people: 1 }, 'The number of people must be a whole number from 2 to 500.'],
  [{ people: 2.5 }, 'The number of people must be a whole number from 2 to 500.'],
  [{ hours: -1 }, 'The number of hours must be from 0 to 1000000.'],
  [{ bitrateMbps: Number.NaN }, 'The bitrate must be from 0.05 to 100.'],
  [{ directShare: 1.1 }, 'The direct share must be from 0 to 1.'],
  [{ page: { pictures: 31, voices: 8 } }, 'The number of pictures must be a whole number from 1 to 30.'],
  [
    { prices: { ...pricePresets.hetzner, coresPerBox: 0 } },
    'The number of cores per box must be a whole number from 1 to 256.',
  ],
  [{ prices: { ...pricePresets.hetzner, perGbOut: -1 } }, 'The price of a GB out must be from 0 to 1000000000.'],
] satisfies [Partial<PlanInput>, string][])('refuses %o', (change, sentence) => {
  expect(() => planned(change)).toThrow(sentence);
});
