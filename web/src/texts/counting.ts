/** Forms of a sentence by the plural category of its number; `#` stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The right form of a sentence for a number, in one language: `(3, { one: '# person', other: '# people' })`. */
export function counter(tag: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(tag);
  const format = new Intl.NumberFormat(`${tag}-u-nu-latn`);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', format.format(count));
}

/** Names in a row: “Ada, Ben and Chiara”. */
export function lister(tag: string): (names: readonly string[]) => string {
  const format = new Intl.ListFormat(tag, { type: 'conjunction' });
  return (names) => format.format(names);
}
