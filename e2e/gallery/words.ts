import type { LanguageCode } from '../../web/src/texts/languages.ts';
import { type Texts, texts } from '../../web/src/texts/texts.ts';

/** What the page says in a language: how its buttons are found. */
export async function wordsOf(language: LanguageCode): Promise<Texts> {
  const english = { ...texts };
  if (language === 'en') return english;
  const { texts: translated } = (await import(`../../web/src/texts/${language}/index.ts`)) as { texts: Partial<Texts> };
  return { ...english, ...translated };
}
