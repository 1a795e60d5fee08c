import { operate } from './en/operate.ts';
import { plan } from './en/plan.ts';
import type { LanguageCode } from './languages.ts';
import { currentLanguage } from './load-language.ts';

/** The words of the pages for operators, apart from the others, so that nobody else loads them. */
export const operatorEnglish = { operate, plan };
export type OperatorTexts = typeof operatorEnglish;

/** Read it where it is shown, after `loadOperatorTexts`. */
export const operatorTexts: OperatorTexts = { ...operatorEnglish };

const translations: Record<Exclude<LanguageCode, 'en'>, () => Promise<OperatorTexts>> = {
  de: () => import('./de/operators.ts'),
  fr: () => import('./fr/operators.ts'),
  es: () => import('./es/operators.ts'),
  pt: () => import('./pt/operators.ts'),
  ar: () => import('./ar/operators.ts'),
  zh: () => import('./zh/operators.ts'),
};

/** What does not load stays English. */
export async function loadOperatorTexts(): Promise<void> {
  const { code } = currentLanguage();
  if (code === 'en') return;
  try {
    const { operate, plan } = await translations[code]();
    Object.assign(operatorTexts, { operate, plan });
  } catch (thrown) {
    console.warn(`texts: ${code} for operators did not load`, thrown);
  }
}
