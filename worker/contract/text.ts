import * as z from 'zod/mini';

// Control characters, and the direction overrides with which a name could rewrite the text around it.
const unwanted = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** One line of plain text: NFC, no control or direction characters, single spaces, no spaces at the ends. */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replace(unwanted, ' ').replace(/\s+/gu, ' ').trim();
}

// Accepts a somewhat longer raw text, so that what only cleaning shortens is not refused.
const line = (maxLength: number) =>
  z.pipe(
    z.pipe(z.string().check(z.maxLength(maxLength * 4)), z.transform(cleanLine)),
    z.string().check(z.minLength(1), z.maxLength(maxLength)),
  );

/** What the others see under a participant's picture: 1 to 64 UTF-16 units after cleaning. */
export const displayName = line(64);

/** A meeting's title: 1 to 120 UTF-16 units after cleaning. */
export const meetingTitle = line(120);
