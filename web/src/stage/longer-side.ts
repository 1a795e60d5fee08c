import type { Rect } from './layout.ts';

/** The longer side of a picture on screen in device pixels; a tile without a size is hidden. */
export function longerSidePx({ width, height }: Pick<Rect, 'width' | 'height'>, pixelRatio: number): number {
  return Math.round(Math.max(width, height) * pixelRatio);
}
