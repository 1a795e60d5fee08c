/** A name as it is looked for: without accents, case and odd spaces. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Those whose name has all the words that are looked for, in the order in which they stand. */
export function findPeople<T extends { name: string }>(people: readonly T[], wanted: string): T[] {
  const words = folded(wanted).split(' ').filter(Boolean);
  if (words.length === 0) return [...people];
  return people.filter(({ name }) => {
    const own = folded(name);
    return words.every((word) => own.includes(word));
  });
}
