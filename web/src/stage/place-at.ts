import type { Rect } from './layout.ts';

/** The style that puts an element there; a tile without a place is out of sight. */
export function placeAt({ x, y, width, height }: Rect): Record<string, string> {
  return { transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px` };
}
