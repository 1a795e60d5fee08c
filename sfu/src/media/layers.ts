/** Longer side in pixels of the highest layer where the sender did not tell: a box does not see pictures. */
const usualSidePx = { camera: 1280, screen: 1920 } as const;

/** How much a picture may be enlarged on screen before the next layer is worth its bits: a layer serves a tile 1/0.8 its size. */
const enlargement = 0.8;

/** Longer sides of the spatial layers, lowest first: each layer halves the one above (320, 640, 1280 for three of a camera). */
export function layerSidesPx(source: 'camera' | 'screen', layers: number, topSidePx?: number): number[] {
  const top = topSidePx ?? usualSidePx[source];
  return Array.from({ length: layers }, (_, layer) => top / 2 ** (layers - 1 - layer));
}

/**
 * The smallest layer whose longer side is at least 0.8 times the tile's, else the highest. By side and not by area: a wide,
 * flat tile needs the width (matrix-org/waterfall#112).
 */
export function chooseSpatialLayer(sidePx: number, sidesPx: readonly number[]): number {
  const layer = sidesPx.findIndex((side) => side >= sidePx * enlargement);
  return layer === -1 ? Math.max(0, sidesPx.length - 1) : layer;
}

/** The highest layer that somebody watches, -1 for nobody. Each entry is one viewer: null when it is hidden from them. */
export function highestWatchedLayer(views: readonly (number | null)[]): number {
  return views.reduce<number>((highest, view) => Math.max(highest, view ?? -1), -1);
}
