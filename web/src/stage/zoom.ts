import type { Size } from './layout.ts';

/** A picture of its view's size, enlarged by `scale` and then moved; 1, 0, 0 shows all of it. */
export type Zoom = { scale: number; x: number; y: number };
export type Point = { x: number; y: number };

export const unzoomed: Zoom = { scale: 1, x: 0, y: 0 };
export const maxScale = 8;
/** Of one press of a button or key. */
export const zoomStep = 1.4;

/** Enlarges by a factor; what lies at the point (from the view's upper left corner) stays there. */
export function zoomAt({ scale, x, y }: Zoom, factor: number, point: Point, view: Size): Zoom {
  const next = Math.min(maxScale, Math.max(1, scale * factor));
  const ratio = next / scale;
  return within({ scale: next, x: point.x - (point.x - x) * ratio, y: point.y - (point.y - y) * ratio }, view);
}

export function panBy({ scale, x, y }: Zoom, by: Point, view: Size): Zoom {
  return within({ scale, x: x + by.x, y: y + by.y }, view);
}

/** Two fingers: where they were, and where they are. */
export function pinch(zoom: Zoom, before: [Point, Point], now: [Point, Point], view: Size): Zoom {
  const apart = distance(...before);
  const [from, to] = [middle(...before), middle(...now)];
  const scaled = apart > 0 ? zoomAt(zoom, distance(...now) / apart, from, view) : zoom;
  return panBy(scaled, { x: to.x - from.x, y: to.y - from.y }, view);
}

/** A double press looks closer, there; another one shows all again. */
export function toggleZoom(zoom: Zoom, point: Point, view: Size): Zoom {
  return zoom.scale > 1 ? unzoomed : zoomAt(zoom, 2.5, point, view);
}

const arrows: Record<string, Point> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/** What a key does; null: nothing, it is for somebody else. */
export function zoomByKey(zoom: Zoom, key: string, view: Size): Zoom | null {
  const centre = { x: view.width / 2, y: view.height / 2 };
  if (key === '+' || key === '=') return zoomAt(zoom, zoomStep, centre, view);
  if (key === '-') return zoomAt(zoom, 1 / zoomStep, centre, view);
  if (key === '0') return unzoomed;
  const arrow = arrows[key];
  if (!arrow || zoom.scale === 1) return null;
  return panBy(zoom, { x: arrow.x * view.width * 0.1, y: arrow.y * view.height * 0.1 }, view);
}

/** Nothing beside the picture is ever seen. */
function within({ scale, x, y }: Zoom, view: Size): Zoom {
  const clamp = (value: number, size: number) => Math.min(0, Math.max(size * (1 - scale), value)) || 0;
  return { scale, x: clamp(x, view.width), y: clamp(y, view.height) };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
