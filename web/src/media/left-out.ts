import { forwarding } from '@parley/sfu/contract/forwarding.ts';
import type { Source } from '@parley/sfu/contract/shapes.ts';

/** More voices arrive by a way than are heard at a time: some are held back until somebody speaks. */
export function holdsVoicesBack(voices: number): boolean {
  return voices > forwarding.voices;
}

/**
 * Whether the way through a box may do without a stream of this source: a large room forwards the pictures that are on tiles and the
 * voices of the loudest, and a right that was taken away keeps a muted microphone from coming anew. In a small room the box itself
 * knows what must be there, and takes no proof without it.
 *
 * `voices`: how many arrive by that way.
 */
export function mayBeLeftOut(
  source: Source,
  { muted, watched, voices }: { muted: boolean; watched: boolean; voices: number },
): boolean {
  if (source === 'screenAudio') return false;
  if (source === 'mic') return muted || voices >= forwarding.voices;
  return !watched;
}
