import { meetingIdLetters } from '../../contract/ids.ts';

/** A new meeting id: ten letters from a cryptographic source, each equally likely (bytes beyond a multiple of 23 are thrown away). */
export function newMeetingId(
  randomBytes: (count: number) => Uint8Array = (count) => crypto.getRandomValues(new Uint8Array(count)),
): string {
  const fair = 256 - (256 % meetingIdLetters.length);
  let letters = '';
  while (letters.length < 10)
    for (const byte of randomBytes(16))
      if (byte < fair && letters.length < 10) letters += meetingIdLetters[byte % meetingIdLetters.length];
  return `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7)}`;
}
