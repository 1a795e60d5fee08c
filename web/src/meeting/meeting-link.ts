import { meetingIdLetters } from '@parley/worker/contract/ids.ts';

const letters = new RegExp(`^[${meetingIdLetters}]{10}$`);

/**
 * The meeting id in whatever a person pastes: a link, an id, an id without hyphens or in capitals. Null when there is none.
 */
export function parseMeetingId(text: string): string | null {
  const trimmed = text.trim();
  const fromLink = /\/m\/([^/?#\s]+)/.exec(trimmed)?.[1];
  const bare = (fromLink ?? trimmed).toLowerCase().replace(/[\s\-–—_.]/g, '');
  if (!letters.test(bare)) return null;
  return `${bare.slice(0, 3)}-${bare.slice(3, 7)}-${bare.slice(7)}`;
}

export function meetingLink(meetingId: string, origin: string): string {
  return `${origin}/m/${meetingId}`;
}
