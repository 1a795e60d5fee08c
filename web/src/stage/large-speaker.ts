/** Who is seen large in the speaker view, and who is about to be. */
export type LargeSpeaker = {
  /** Null: nobody has spoken yet. */
  id: string | null;
  /** Someone else who speaks, and since when; null while nobody does. */
  candidate: { id: string; sinceMs: number } | null;
};

export const noSpeaker: LargeSpeaker = { id: null, candidate: null };

/** A cough or a yes changes nothing: someone is seen large who speaks for this long. */
export const speakingForMs = 1_500;

export type SpeakerFacts = {
  /** Loudest first. */
  speaking: readonly string[];
  /** The others in the room. */
  present: readonly string[];
  /** Any clock that only grows, in milliseconds. */
  nowMs: number;
};

/**
 * The speaker changes only when another one has spoken for a while, at once when the one before is gone or nobody was there before.
 * Who falls silent stays: the last one to speak is who people look at.
 */
export function nextSpeaker(before: LargeSpeaker, { speaking, present, nowMs }: SpeakerFacts): LargeSpeaker {
  const others = speaking.filter((id) => present.includes(id));
  const current = before.id !== null && present.includes(before.id) ? before.id : null;
  if (current === null) return { id: others[0] ?? null, candidate: null };
  // As long as the large one speaks, too, nobody takes their place.
  if (others.includes(current)) return { id: current, candidate: null };
  // A candidate who goes on speaking keeps their start, even when somebody else is louder for a moment.
  const kept = before.candidate && others.includes(before.candidate.id) ? before.candidate : null;
  const candidate = kept ?? (others[0] === undefined ? null : { id: others[0], sinceMs: nowMs });
  if (candidate && nowMs - candidate.sinceMs >= speakingForMs) return { id: candidate.id, candidate: null };
  return { id: current, candidate };
}
