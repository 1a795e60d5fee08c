import { layoutTiles } from '../stage/layout.ts';

/** Opus with its headers while somebody talks, in Mbit/s; it is part of a stream's bitrate. */
export const soundMbps = 0.04;

/** The part of the screen of a usual laptop that pictures have, in pixels. */
const stage = { width: 1280, height: 640 };
const gapPx = 8;

/** The camera's layers, as the client sends them: longer side in pixels, and bits as a share of the whole picture's. */
const layers = [
  { sidePx: 320, share: 0.1 },
  { sidePx: 640, share: 1 / 3 },
  { sidePx: 1280, share: 1 },
] as const;

/** A layer serves a tile that is a quarter larger than itself; the same rule as the box's. */
const enlargement = 0.8;

/** How much of the whole picture's bits a receiver takes with `tiles` on the screen, and what the sender sends for that: all layers up to it. */
export function layerShares(tiles: number): { readonly taken: number; readonly sent: number } {
  const [tile] = layoutTiles(tiles, stage, gapPx);
  const side = Math.max(tile?.width ?? 0, tile?.height ?? 0) * enlargement;
  const found = layers.findIndex(({ sidePx }) => sidePx >= side);
  const highest = found === -1 ? layers.length - 1 : found;
  const taken = layers[highest]?.share ?? 1;
  return { taken, sent: layers.slice(0, highest + 1).reduce((sum, { share }) => sum + share, 0) };
}
