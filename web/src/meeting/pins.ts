/** Most people one keeps in sight at once: more would be a gallery again. */
export const maxPins = 3;

/** Pins somebody, or takes the pin away; the oldest one gives way to a fourth. */
export function withToggled(pins: readonly string[], id: string): string[] {
  if (pins.includes(id)) return pins.filter((each) => each !== id);
  return [...pins, id].slice(-maxPins);
}
