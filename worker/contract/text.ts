import * as z from 'zod/mini';

// Control characters, lone surrogates, and the direction overrides with which a name could rewrite the text around it.
const unwanted = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** What has no shape of its own: format characters, variation selectors, fillers and the empty braille cell. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Scripts that are written with joiners (ZWJ, ZWNJ) between their letters. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}]/u;
const pictureBefore = /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?$/u;
const pictureAfter = /^\p{Extended_Pictographic}/u;

/** Marks on one letter, at most: more is a tower over the lines around it. */
const marks = /(\p{M}{4})\p{M}+/gu;

/** Is this invisible character part of a visible one? Joiners within a script or an emoji, and the selector that makes an emoji of a sign. */
function belongs(character: string, before: string, after: string): boolean {
  if (character === '\u200c' || character === '\u200d') {
    if (joining.test(before.slice(-1)) && joining.test(after.slice(0, 1))) return true;
    return character === '\u200d' && pictureBefore.test(before) && pictureAfter.test(after);
  }
  if (character !== '\ufe0f') return false;
  return /\p{Extended_Pictographic}$/u.test(before) || (/[0-9#*]$/.test(before) && after.startsWith('\u20e3'));
}

/**
 * One line of plain text: NFC, no control, direction or other invisible characters but where writing needs them, at most four marks
 * on a letter, single spaces, no spaces at the ends.
 */
export function cleanLine(text: string): string {
  const visible = text
    .normalize('NFC')
    .replace(unwanted, ' ')
    .replace(invisible, (character: string, at: number, whole: string) => {
      const after = whole.slice(at + character.length, at + character.length + 4);
      return belongs(character, whole.slice(Math.max(0, at - 4), at), after) ? character : '';
    });
  return visible.replace(marks, '$1').normalize('NFC').replace(/\s+/gu, ' ').trim();
}

// Accepts a somewhat longer raw text, so that what only cleaning shortens is not refused. Something in it has to be seen.
const line = (maxLength: number) =>
  z.pipe(
    z.pipe(z.string().check(z.maxLength(maxLength * 4)), z.transform(cleanLine)),
    z.string().check(z.minLength(1), z.maxLength(maxLength), z.regex(/[\p{L}\p{N}\p{P}\p{S}]/u)),
  );

/** What the others see under a participant's picture: 1 to 64 UTF-16 units after cleaning. */
export const displayName = line(64);

/** A meeting's title: 1 to 120 UTF-16 units after cleaning. */
export const meetingTitle = line(120);
