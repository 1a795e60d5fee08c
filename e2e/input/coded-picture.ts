/**
 * A picture that carries a number, readable after lossy video coding: 8 × 2 large black or white cells.
 * Upper row: who sends it (8 bits). Lower row: the fixed bits 1, 0, 1, then which frame it is (5 bits).
 * What A's camera was given is read back from what B's page plays.
 */
export const columns = 8;
export const rows = 2;
/** Frames before the camera's film begins anew. */
export const filmFrames = 32;
const fixedBits = [true, false, true] as const;

/** The cells of one frame, row by row; true is white. */
export function cellsOf(code: number, frame: number): boolean[] {
  const bits = (value: number, count: number) =>
    Array.from({ length: count }, (_, index) => Boolean((value >> (count - 1 - index)) & 1));
  return [...bits(code, columns), ...fixedBits, ...bits(frame % filmFrames, columns - fixedBits.length)];
}

/** Mean luma (0–255) of each cell → code and frame; null when it is not such a picture. */
export function readCells(lumas: number[]): { code: number; frame: number } | null {
  if (lumas.length !== columns * rows || lumas.some((luma) => luma > 96 && luma < 160)) return null;
  const bits = lumas.map((luma) => luma >= 160);
  if (fixedBits.some((bit, index) => bits[columns + index] !== bit)) return null;
  const value = (from: number, to: number) => bits.slice(from, to).reduce((sum, bit) => sum * 2 + Number(bit), 0);
  return { code: value(0, columns), frame: value(columns + fixedBits.length, columns * rows) };
}
