import { expect, test } from 'vitest';
import { maxScale, panBy, pinch, toggleZoom, unzoomed, type Zoom, zoomAt, zoomByKey } from './zoom.ts';

const view = { width: 1000, height: 500 };
/** Which point of the picture, in its own size, lies at a point of the view. */
const under = ({ scale, x, y }: Zoom, point: { x: number; y: number }) => ({
  x: (point.x - x) / scale,
  y: (point.y - y) / scale,
});

test('what lies under the pointer stays there', () => {
  const point = { x: 700, y: 120 };
  const once = zoomAt(unzoomed, 2, point, view);
  expect(under(once, point)).toEqual(point);
  const twice = zoomAt(once, 1.5, { x: 300, y: 300 }, view);
  expect(under(twice, { x: 300, y: 300 }).x).toBeCloseTo(under(once, { x: 300, y: 300 }).x);
});

test('never smaller than the view, never without end', () => {
  expect(zoomAt(unzoomed, 0.1, { x: 5, y: 5 }, view)).toEqual(unzoomed);
  expect(zoomAt(unzoomed, 1000, { x: 5, y: 5 }, view).scale).toBe(maxScale);
});

test('its edges cannot be moved into the view', () => {
  const zoom = zoomAt(unzoomed, 2, { x: 0, y: 0 }, view);
  expect(panBy(zoom, { x: 9_999, y: 9_999 }, view)).toEqual({ scale: 2, x: 0, y: 0 });
  expect(panBy(zoom, { x: -9_999, y: -9_999 }, view)).toEqual({ scale: 2, x: -1000, y: -500 });
  expect(panBy(unzoomed, { x: 50, y: 50 }, view)).toEqual(unzoomed);
});

test('shown smaller again, the picture fills the view again', () => {
  const corner = zoomAt(unzoomed, 4, { x: 1000, y: 500 }, view);
  expect(zoomAt(corner, 0.25, { x: 0, y: 0 }, view)).toEqual(unzoomed);
});

test('two fingers twice as far apart: twice as large, where they are', () => {
  const zoom = pinch(
    unzoomed,
    [
      { x: 400, y: 250 },
      { x: 600, y: 250 },
    ],
    [
      { x: 300, y: 250 },
      { x: 700, y: 250 },
    ],
    view,
  );
  expect(zoom.scale).toBe(2);
  expect(under(zoom, { x: 500, y: 250 })).toEqual({ x: 500, y: 250 });
});

test('fingers on one spot change no size', () => {
  const spot = { x: 10, y: 10 };
  expect(pinch(unzoomed, [spot, spot], [spot, { x: 20, y: 20 }], view).scale).toBe(1);
});

test('a double press looks closer, another one shows all', () => {
  const close = toggleZoom(unzoomed, { x: 500, y: 250 }, view);
  expect(close.scale).toBe(2.5);
  expect(toggleZoom(close, { x: 1, y: 1 }, view)).toEqual(unzoomed);
});

test('keys', () => {
  const close = zoomByKey(unzoomed, '+', view);
  expect(close?.scale).toBeCloseTo(1.4);
  expect(zoomByKey(close as Zoom, '-', view)?.scale).toBeCloseTo(1);
  expect(zoomByKey(close as Zoom, '0', view)).toEqual(unzoomed);
  expect(zoomByKey(close as Zoom, 'ArrowRight', view)?.x).toBeLessThan((close as Zoom).x);
  expect(zoomByKey(unzoomed, 'ArrowRight', view)).toBeNull();
  expect(zoomByKey(unzoomed, 'm', view)).toBeNull();
});
