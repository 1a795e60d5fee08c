/**
 * How much of a room that is too large for everything reaches one client through the box: what a client may count on, and what it may
 * not wait for.
 */
export const forwarding = {
  /** Pictures at most; of more that it names in `watch`, the first. */
  pictures: 30,
  /** Voices of the loudest: of no more microphones than these, all are forwarded. */
  voices: 8,
  /** Voices that stay open, paused, when others are louder: between as many, turns cost nothing. */
  openVoices: 12,
} as const;
