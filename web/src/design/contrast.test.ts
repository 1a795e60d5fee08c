import { expect, test } from 'vitest';

// Read as a file: tests get stylesheets empty. By hand, because this package knows no types of Node on purpose.
const files: { readFileSync: (path: URL, encoding: 'utf8') => string } = await import('node:fs' as string);
const css = files.readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** The colours of one theme: 0 light, 1 dark. */
function colours(theme: 0 | 1): Map<string, string> {
  const pairs = css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, theme === 0 ? light : dark]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

const textPairs = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'stage'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'surface'],
  ['ink-soft', 'stage'],
  ['on-primary', 'primary'],
  ['on-primary-soft', 'primary-soft'],
  ['on-accent-soft', 'accent-soft'],
  ['on-danger', 'danger'],
  ['danger-ink', 'surface'],
  ['on-danger-soft', 'danger-soft'],
  ['on-hand', 'hand'],
  ['on-tile', 'tile'],
  ['on-tile', 'screen'],
] as const;
const edgePairs = [
  ['focus', 'paper'],
  ['focus', 'surface'],
  ['focus', 'stage'],
  ['line-strong', 'surface'],
] as const;

for (const [theme, name] of [
  [0, 'light'],
  [1, 'dark'],
] as const) {
  const known = colours(theme);
  const ratio = (a: string, b: string) => contrast(known.get(a) ?? '', known.get(b) ?? '');
  test.each(textPairs)(`${name}: %s can be read on %s`, (ink, ground) => {
    expect(ratio(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(edgePairs)(`${name}: %s can be seen on %s`, (edge, ground) => {
    expect(ratio(edge, ground)).toBeGreaterThanOrEqual(3);
  });
}

test('the focus looks calm: blue rather than the red of an error', () => {
  const focus = colours(0).get('focus') ?? '';
  expect(Number.parseInt(focus.slice(5, 7), 16)).toBeGreaterThan(Number.parseInt(focus.slice(1, 3), 16));
});
