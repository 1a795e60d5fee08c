import { expect, test } from 'vitest';
import { plan } from '../../planner/plan.ts';
import { type PlanField, planFields, planRanges, readPlan, usualDraft } from './plan-draft.ts';

test('the page begins with something that can be planned', () => {
  const { input } = readPlan(usualDraft);
  expect(input).toMatchObject({ people: 8, hours: 100, bitrateMbps: 1.5, directShare: 0.5, layers: true });
  expect(input && plan(input).sfu.costPerMonth).toBeGreaterThan(0);
});

test.each(planFields)('%s: both ends of its range are planned, what lies beyond is refused', (field) => {
  const { least, most } = planRanges[field];
  for (const value of [least, most]) {
    const { input } = readPlan({ ...usualDraft, [field]: String(value) });
    expect(input && plan(input)).toBeTruthy();
  }
  for (const value of [least - 0.01, most + 1]) {
    const read = readPlan({ ...usualDraft, [field]: String(value) });
    expect([...(read.wrong ?? [])]).toEqual([field]);
  }
});

test.each([
  ['people', '2.5'],
  ['meetings', '1.5'],
  ['people', ''],
  ['hours', ' '],
  ['bitrateMbps', 'fast'],
  ['directPercent', 'NaN'],
  ['hours', 'Infinity'],
] satisfies [PlanField, string][])('%s: %o is no such figure', (field, text) => {
  expect([...(readPlan({ ...usualDraft, [field]: text }).wrong ?? [])]).toEqual([field]);
});

test('layers, pages and prices are chosen', () => {
  const off = readPlan({ ...usualDraft, layers: false, paging: false, preset: 'metered' }).input;
  expect(off).toMatchObject({ layers: false, page: null, prices: { currency: 'USD' } });
  expect(readPlan(usualDraft).input?.page).toEqual({ pictures: 9, voices: 8 });
});
