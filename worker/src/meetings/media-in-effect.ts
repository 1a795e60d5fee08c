import { type MediaPolicy, maxDirectSeats } from '../../contract/media-policy.ts';
import type { Variables } from '../environment.ts';

/** The share of `auto` meetings that may go directly, in percent: P2P_ROLLOUT_PERCENT, 100 without it; null if it is no such number. */
export function rolloutPercent(env: Variables): number | null {
  const text = env.P2P_ROLLOUT_PERCENT ?? '';
  if (text === '') return 100;
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : null;
}

/** Where an id falls between 0 and 100, the same each time (FNV-1a, 32 bits): a growing share keeps the meetings that it had. */
function positionOf(meetingId: string): number {
  let hash = 0x811c9dc5;
  for (const letter of meetingId) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return ((hash >>> 0) / 2 ** 32) * 100;
}

/** The policy that a meeting's setting comes to: `auto` outside the operator's share is `sfu`. */
export function mediaInEffect(setting: MediaPolicy, meetingId: string, percent: number): MediaPolicy {
  return setting === 'auto' && positionOf(meetingId) >= percent ? 'sfu' : setting;
}

/** Places of a meeting: everybody sends to everybody under `p2p`, so that there are few. */
export function placesUnder(media: MediaPolicy, maxSeats: number): number {
  return media === 'p2p' ? Math.min(maxSeats, maxDirectSeats) : maxSeats;
}
