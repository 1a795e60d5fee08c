import { expect, test } from 'vitest';
import { barChart } from './bars.ts';

const chart = barChart('A < B', 'µs', [
  { label: 'on', value: 5, range: [4, 10] },
  { label: 'limit', value: 2.5, kind: 'limit' },
]);

test('a chart says in words what it shows', () => {
  expect(chart).toContain('<title id="title">A &lt; B</title>');
  expect(chart).toContain('<desc id="desc">on: 5 µs; limit: 2.5 µs</desc>');
});

test('bars begin at zero and share a scale', () => {
  const widths = [...chart.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([200, 100]);
});

test('nothing but zeros is drawn too', () => {
  expect(barChart('Zero', 'ms', [{ label: 'a', value: 0 }])).not.toContain('NaN');
});
