/** How bright the own picture was lately. `dark`: for so long that the others hardly see a face. */
export type Light = { dark: boolean; sinceMs: number | null };

export const bright: Light = { dark: false, sinceMs: null };

/** Mean brightness, 0 to 255. Between the two it stays as it is. */
const darkBelow = 45;
const brightFrom = 60;
const darkForMs = 5_000;

export function lookAtLight(before: Light, luma: number, nowMs: number): Light {
  if (luma >= brightFrom) return bright;
  if (luma >= darkBelow && before.sinceMs === null) return before;
  const sinceMs = before.sinceMs ?? nowMs;
  return { dark: before.dark || nowMs - sinceMs >= darkForMs, sinceMs };
}

/** Mean brightness of a picture's pixels (red, green, blue, opacity), as eyes weigh the colours. */
export function meanLuma(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4)
    sum += 0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0);
  return pixels.length === 0 ? 255 : sum / (pixels.length / 4);
}
