/** Letters of other scripts that look like a Latin one, in either case. */
const lookAlikes: Record<string, string> = {
  a: 'аАαΑ',
  b: 'вВβΒ',
  c: 'сСϲ',
  d: 'ԁ',
  e: 'еЕεΕ',
  h: 'нНһΗ',
  i: 'іІιΙıӀ',
  j: 'јЈ',
  k: 'кКκΚ',
  l: 'ӏ',
  m: 'мМΜ',
  n: 'Νη',
  o: 'оОοΟ',
  p: 'рРρΡ',
  q: 'ԛ',
  s: 'ѕЅ',
  t: 'тТτΤ',
  u: 'υ',
  v: 'νѵ',
  w: 'ԝω',
  x: 'хХχΧ',
  y: 'уУΥү',
  z: 'Ζ',
};

const latinOf = new Map(
  Object.entries(lookAlikes).flatMap(([latin, letters]) => [...letters].map((letter) => [letter, latin] as const)),
);

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Accents and the like: not the vowel signs of scripts that have them, without which names would lose their sound. */
const accents = /\p{Script=Inherited}/gu;

/** How a name looks at a glance: two people of the same look cannot be told apart. */
function lookOf(name: string): string {
  const plain = name.normalize('NFKD').replace(invisible, '').replace(accents, '');
  const latin = Array.from(plain, (letter) => latinOf.get(letter) ?? letter).join('');
  return latin.toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** UTF-16 units that a name may have (`displayName`). */
const maxLength = 64;

/** The name with a number behind it, cut where a whole character ends. */
function numbered(name: string, number: number): string {
  const suffix = ` (${number})`;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (kept.length + segment.length + suffix.length > maxLength) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${suffix}`;
}

/** The name, or if it looks like one that is taken: `Name (2)`, `Name (3)` and so on. */
export function distinctName(name: string, taken: readonly string[]): string {
  const looks = new Set(taken.map(lookOf));
  if (!looks.has(lookOf(name))) return name;
  for (let number = 2; ; number++) {
    const candidate = numbered(name, number);
    if (!looks.has(lookOf(candidate))) return candidate;
  }
}
