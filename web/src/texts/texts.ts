import { english } from './en/index.ts';

/**
 * The type of the tree in every language. Functions name their numbers `count`, `number`, `place`, `minutes`, … and lists of people
 * `names`: the test of completeness goes by that.
 */
export type Texts = typeof english;

/**
 * Every word that a person reads, in their language: English until another one is loaded, which happens before the first render.
 * To be read where it is shown, never while a module loads (a test sees to that).
 */
export const texts: Texts = { ...english };

/** From now on these words; what they lack stays English. */
export function useTexts(translated: Partial<Texts>): void {
  Object.assign(texts, translated);
}
