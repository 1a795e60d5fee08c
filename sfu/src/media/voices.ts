import { forwarding } from '../../contract/forwarding.ts';

/** A pause for breath is not the end of what somebody says, in milliseconds. */
const stillSpeakingMs = 1_500;

/** Someone with a microphone. */
export interface Speaker {
  ownerId: string;
  muted: boolean;
  /** When they last spoke or opened their microphone, in milliseconds since 1970; 0 for never. */
  lastActiveAtMs: number;
}

/**
 * Whose voices everybody hears in a large room. Those who have them keep them until somebody else needs one: then the muted lose
 * theirs first, after them whoever was silent longest, and never one who speaks.
 *
 * `loudest`: who speaks now, loudest first.
 */
export function chooseVoices(
  current: readonly string[],
  speakers: readonly Speaker[],
  loudest: readonly string[],
  nowMs: number,
): string[] {
  const byOwner = new Map(speakers.map((speaker) => [speaker.ownerId, speaker]));
  const find = (ids: readonly string[]) => ids.flatMap((id) => byOwner.get(id) ?? []);
  const speaks = (speaker: Speaker) => {
    if (loudest.includes(speaker.ownerId)) return true;
    return !speaker.muted && nowMs - speaker.lastActiveAtMs < stillSpeakingMs;
  };
  const chosen = find(current).slice(0, forwarding.voices);
  const rest = speakers.filter((speaker) => !chosen.includes(speaker)).toSorted((a, b) => byWorth(b, a));
  for (const speaker of new Set([...find(loudest), ...rest])) {
    if (chosen.includes(speaker)) continue;
    if (chosen.length < forwarding.voices) {
      chosen.push(speaker);
      continue;
    }
    const last = chosen.filter((each) => !speaks(each)).toSorted(byWorth)[0];
    if (!last) break;
    if (!speaks(speaker) && byWorth(speaker, last) <= 0) break;
    chosen[chosen.indexOf(last)] = speaker;
  }
  return chosen.map(({ ownerId }) => ownerId);
}

/** The one who would be missed least comes first. */
function byWorth(a: Speaker, b: Speaker): number {
  return Number(b.muted) - Number(a.muted) || a.lastActiveAtMs - b.lastActiveAtMs;
}

/** The voices of one room, followed over time. */
export class Voices {
  private chosen: string[] = [];
  private readonly openedAtMs = new Map<string, number>();

  /** Owners of the microphones that everybody hears. */
  get now(): readonly string[] {
    return this.chosen;
  }

  /** Someone opened their microphone: it is likely that they are going to speak. */
  opened(ownerId: string, nowMs: number): void {
    this.openedAtMs.set(ownerId, nowMs);
  }

  forget(ownerId: string): void {
    this.openedAtMs.delete(ownerId);
  }

  /** Chooses anew. True when it is others than before. `microphones`: in the order in which they came. */
  update(microphones: readonly Speaker[], loudest: readonly string[], nowMs: number): boolean {
    const speakers = microphones.map((speaker) => ({
      ...speaker,
      lastActiveAtMs: Math.max(speaker.lastActiveAtMs, this.openedAtMs.get(speaker.ownerId) ?? 0),
    }));
    const before = new Set(this.chosen);
    this.chosen = chooseVoices(this.chosen, speakers, loudest, nowMs);
    return this.chosen.length !== before.size || this.chosen.some((id) => !before.has(id));
  }
}
