const colours = 6;

/** Up to two letters that stand for a name: first and last word, whole characters. The number that tells namesakes apart is no word. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\s\(\d+\)$/u, '')
    .trim()
    .split(/\s+/u)
    .filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => firstCharacter(word ?? '').toLocaleUpperCase()).join('');
}

/** One of a few colours, always the same for the same name. */
export function colourOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % colours;
}

function firstCharacter(word: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return first?.segment ?? '';
}
