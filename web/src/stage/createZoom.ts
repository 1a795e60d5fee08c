import { createSignal } from 'solid-js';
import type { Size } from './layout.ts';
import { type Point, panBy, pinch, toggleZoom, unzoomed, type Zoom, zoomAt, zoomByKey, zoomStep } from './zoom.ts';

/** Of one pixel of a wheel; pads that tell of pinching move less. */
const wheelSpeed = { wheel: 0.002, pinch: 0.01 };

/** Looking closer by wheel, fingers, keys and buttons. */
export function createZoom(view: () => Size, area: () => HTMLElement | undefined) {
  const [zoom, setZoom] = createSignal<Zoom>(unzoomed);
  const fingers = new Map<number, Point>();
  const pointOf = (event: MouseEvent): Point => {
    const box = area()?.getBoundingClientRect();
    return { x: event.clientX - (box?.x ?? 0), y: event.clientY - (box?.y ?? 0) };
  };
  const centre = (): Point => ({ x: view().width / 2, y: view().height / 2 });

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const speed = event.ctrlKey ? wheelSpeed.pinch : wheelSpeed.wheel;
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 30 : event.deltaY;
    setZoom((before) => zoomAt(before, Math.exp(-pixels * speed), pointOf(event), view()));
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, pointOf(event));
    if (zoom().scale > 1 || fingers.size > 1) area()?.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const now = pointOf(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    setZoom((before) =>
      other
        ? pinch(before, [other, last], [other, now], view())
        : panBy(before, { x: now.x - last.x, y: now.y - last.y }, view()),
    );
    fingers.set(event.pointerId, now);
  };
  const onPointerEnd = (event: PointerEvent) => void fingers.delete(event.pointerId);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = zoomByKey(zoom(), event.key, view());
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setZoom(next);
  };
  return {
    zoom,
    reset: () => setZoom(unzoomed),
    closer: () => setZoom((before) => zoomAt(before, zoomStep, centre(), view())),
    farther: () => setZoom((before) => zoomAt(before, 1 / zoomStep, centre(), view())),
    onWheel,
    onPointerDown,
    onPointerMove,
    onPointerEnd,
    onKey,
    onDoubleClick: (event: MouseEvent) => setZoom((before) => toggleZoom(before, pointOf(event), view())),
  };
}
