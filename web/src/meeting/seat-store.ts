import { type SeatKey, seatKey } from '@parley/worker/contract/meetings.ts';
import * as z from 'zod/mini';

const storageKey = (meetingId: string) => `parley:seat:${meetingId}`;
const nonceKey = (meetingId: string) => `parley:nonce:${meetingId}`;

/**
 * The seat in each meeting, for as long as this tab lives: a reload comes back as the same person. Session storage, so that a
 * second tab is a second person, and nothing outlives the window.
 */
export function readSeat(storage: Pick<Storage, 'getItem'>, meetingId: string): SeatKey | null {
  try {
    const stored = z.safeParse(seatKey, JSON.parse(storage.getItem(storageKey(meetingId)) ?? 'null'));
    return stored.success ? stored.data : null;
  } catch {
    return null;
  }
}

export function writeSeat(storage: Pick<Storage, 'setItem'>, meetingId: string, seat: SeatKey): void {
  storage.setItem(storageKey(meetingId), JSON.stringify(seat));
}

export function forgetSeat(storage: Pick<Storage, 'removeItem'>, meetingId: string): void {
  storage.removeItem(storageKey(meetingId));
  storage.removeItem(nonceKey(meetingId));
}

/** Chosen once per tab: a retry of a join whose answer was lost gets the same seat. */
export function clientNonce(storage: Pick<Storage, 'getItem' | 'setItem'>, meetingId: string): string {
  const stored = storage.getItem(nonceKey(meetingId));
  if (stored) return stored;
  const nonce = crypto.randomUUID();
  storage.setItem(nonceKey(meetingId), nonce);
  return nonce;
}
