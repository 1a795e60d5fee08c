import { formatLocale, type Language, type LanguageCode, pickLanguage } from './languages.ts';
import { type Texts, useTexts } from './texts.ts';

const storageKey = 'parley:language';
type Translation = { texts: Partial<Texts> };

/** English is there from the start; the others come when they are wanted. */
const translations: Record<Exclude<LanguageCode, 'en'>, () => Promise<Translation>> = {
  de: () => import('./de/index.ts'),
  fr: () => import('./fr/index.ts'),
  es: () => import('./es/index.ts'),
  pt: () => import('./pt/index.ts'),
  ar: () => import('./ar/index.ts'),
  zh: () => import('./zh/index.ts'),
};

/** The language of this page; changing it takes a reload. */
export function currentLanguage(): Language {
  return pickLanguage(localStorage.getItem(storageKey), navigator.languages);
}

/** For Intl: dates, numbers and lists as this person writes them. */
export function currentLocale(): string {
  return formatLocale(currentLanguage(), navigator.languages);
}

export function chooseLanguage(code: LanguageCode): void {
  localStorage.setItem(storageKey, code);
}

/** Before the first render: the words, and the direction in which they are read. Without a network the page stays English. */
export async function loadLanguage(): Promise<void> {
  const { code, tag, direction } = currentLanguage();
  if (code === 'en') return;
  try {
    useTexts((await translations[code]()).texts);
    document.documentElement.lang = tag;
    document.documentElement.dir = direction;
  } catch (thrown) {
    console.warn(`texts: ${code} did not load`, thrown);
  }
}
