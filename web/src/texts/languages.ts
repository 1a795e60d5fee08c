/** Languages of the client, under their own names, in the order of the choice. */
export const languages = [
  { code: 'en', name: 'English', tag: 'en', direction: 'ltr' },
  { code: 'de', name: 'Deutsch', tag: 'de', direction: 'ltr' },
  { code: 'fr', name: 'Français', tag: 'fr', direction: 'ltr' },
  { code: 'es', name: 'Español', tag: 'es', direction: 'ltr' },
  { code: 'pt', name: 'Português', tag: 'pt-BR', direction: 'ltr' },
  { code: 'ar', name: 'العربية', tag: 'ar', direction: 'rtl' },
  { code: 'zh', name: '简体中文', tag: 'zh-Hans', direction: 'ltr' },
] as const;

export type LanguageCode = (typeof languages)[number]['code'];
export type Language = (typeof languages)[number];

const english = languages[0];

/** The one chosen by hand; else the first of the browser's languages that there is; else English. */
export function pickLanguage(chosen: string | null, wished: readonly string[]): Language {
  const byCode = (code: string) => languages.find((each) => each.code === code);
  const chosenByHand = chosen === null ? undefined : byCode(chosen);
  if (chosenByHand) return chosenByHand;
  for (const tag of wished) {
    const found = byCode(primary(tag));
    if (found) return found;
  }
  return english;
}

/**
 * Whose way of writing dates and numbers to use: that of the person's own region where the browser names it (`en-GB`). Digits are
 * those of meeting ids and addresses everywhere.
 */
export function formatLocale(language: Language, wished: readonly string[]): string {
  const regional = wished.find(
    (tag) => primary(tag) === language.code && Intl.DateTimeFormat.supportedLocalesOf(tag)[0],
  );
  return new Intl.Locale(regional ?? language.tag, { numberingSystem: 'latn' }).toString();
}

function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}
